package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static dev.pilcrow.protocol.hub.HubFixture.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What classic and native clients read of each other. {@code /tmp/c} and alice are here. */
class ClassicConversionTest {
  private static final Effect STRAY = new Effect.Violated(Violation.UNKNOWN_TOKEN, null);

  private final HubFixture echo = new HubFixture(ECHO.withClassic(true));
  private final HubFixture chat = new HubFixture(CHAT.withClassic(true));
  private final String inEcho = both(echo);
  private final String inChat = both(chat);

  private static String both(HubFixture it) {
    it.joinClassic("/tmp/c");
    return it.join("alice");
  }

  @Test
  void in_echo_mode_a_text_goes_back_as_it_came() {
    for (String text : List.of("hello\n", "hello", "\n", "\n\n", "a\\nb¶\n\tc")) {
      assertEquals(List.of(new Effect.DirectText("c#0", text)), echo.write("/tmp/c¶" + text));
    }
  }

  @Test
  void in_chat_mode_native_clients_get_it_escaped_less_one_final_LF() {
    assertBoth("hello\n", "c¶hello");
    assertBoth("hello", "c¶hello");
    assertBoth("\n", "c¶\\-");
    assertBoth("\n\n", "c¶\\n");
    assertBoth("a\\b\nc¶\n", "c¶a\\\\b\\nc¶");
  }

  private void assertBoth(String text, String frame) {
    assertEquals(
        List.of(new Effect.EveryoneText(text), new Effect.Everyone(frame)),
        chat.write("/tmp/c¶" + text));
  }

  @Test
  void a_long_text_comes_to_native_clients_in_parts() {
    String text = "x".repeat(Wire.MAX_PAYLOAD) + "y\n";
    assertEquals(
        List.of(
            new Effect.EveryoneText(text),
            new Effect.Everyone("c+¶" + "x".repeat(Wire.MAX_PAYLOAD)),
            new Effect.Everyone("c+.¶y")),
        chat.write("/tmp/c¶" + text));
    String longest = "x".repeat(Wire.MAX_PAYLOAD) + "\n";
    assertBoth(longest, "c¶" + longest.strip());
  }

  @Test
  void what_native_clients_say_comes_to_classic_ones_unescaped_with_an_LF_where_a_message_ends() {
    assertEquals(
        List.of(
            new Effect.Everyone("alice¶a\\nb\\\\c\\q\\-\\"),
            new Effect.EveryoneText("a\nb\\c\\q\\\n")),
        chat.write(inChat + "¶a\\nb\\\\c\\q\\-\\\n"));
    assertEquals(
        List.of(new Effect.DirectText("c#0", "one\\ntwo\n".replace("\\n", "\n"))),
        chat.write(inChat + "@c¶one\\ntwo\n"));
    assertEquals(
        List.of(
            new Effect.DirectText("c#0", "one "),
            new Effect.DirectText("c#0", "two "),
            new Effect.DirectText("c#0", "three\n")),
        echo.write(inEcho + "@c+¶one \n", inEcho + "@c++¶two \n", inEcho + "@c+.¶three\n"));
    String longest = "x".repeat(Wire.MAX_PAYLOAD);
    assertEquals(
        List.of(new Effect.DirectText("c#0", longest + "\n")),
        echo.write(inEcho + "@c¶" + longest + "\n"));
  }

  @Test
  void an_empty_message_is_an_LF_and_an_empty_part_is_nothing() {
    assertEquals(List.of(new Effect.DirectText("c#0", "\n")), echo.write(inEcho + "@c¶\\-\n"));
    assertEquals(List.of(), echo.write(inEcho + "@c+¶\\-\n", inEcho + "@c++¶\\-\n"));
    assertEquals(List.of(new Effect.Everyone("alice+¶\\-")), chat.write(inChat + "+¶\\-\n"));
  }

  @Test
  void a_classic_client_gets_no_presence_and_nothing_of_the_hubs() {
    assertEquals(
        List.of(
            new Effect.Left("c#0", Departure.DISCONNECT),
            new Effect.Finish("c#0"),
            new Effect.Everyone("c¶")),
        chat.write("/tmp/c¶"));
    HubFixture alone = new HubFixture(ECHO.withClassic(true));
    alone.write("¶/tmp/c");
    alone.passEnd();
    assertEquals(
        List.of(new Effect.Join("c#0"), new Effect.Joined("c#0")), alone.opened(alone.at(0)));
    assertEquals(
        List.of(new Effect.Left("c#0", Departure.SHUTDOWN), new Effect.Finish("c#0")),
        alone.shutdown());
  }

  @Test
  void LF_behind_a_path_is_data_and_nothing_behind_it_is_goodbye() {
    assertEquals(List.of(new Effect.DirectText("c#0", "\n")), echo.write("/tmp/c¶\n"));
    echo.write("/tmp/c¶");
    assertEquals(SessionState.LEAVING, echo.at(0).state());
    assertEquals(List.of(STRAY), echo.write("/tmp/c¶more"));
    assertEquals(List.of(STRAY), echo.write("/tmp/c¶"));
  }

  @Test
  void a_goodbye_before_the_FIFO_is_open_cancels_the_registration() {
    echo.write("¶/tmp/d");
    assertEquals(List.of(new Effect.Close("d#2")), echo.write("/tmp/d¶"));
    assertEquals(List.of(), echo.passEnd());
    echo.write("¶/tmp/d");
    echo.passEnd();
    echo.openFailed(echo.at(2), OpenFailure.NO_READER);
    assertEquals(List.of(new Effect.Close("d#2")), echo.write("/tmp/d¶"));
    assertEquals(false, echo.hub.hasDeadline());
  }

  @Test
  void a_text_before_the_FIFO_is_open_is_dropped_and_counted() {
    assertEquals(List.of(STRAY), echo.write("¶/tmp/d", "/tmp/d¶early"));
  }

  @Test
  void a_native_frame_that_is_torn_beside_classic_ones_is_told_to_its_sender() {
    assertEquals(
        List.of(
            new Effect.DirectText("c#0", "x"),
            new Effect.Violated(Violation.TORN_TAIL, "alice#1"),
            new Effect.Direct("alice#1", "hub¶error bad-frame torn tail")),
        echo.write("/tmp/c¶x", inEcho + "¶half"));
  }

  @Test
  void thirty_two_lab_clients_in_one_burst_each_get_every_echo_once() {
    HubFixture lab = new HubFixture(ECHO.withClassic(true));
    String path = "/tmp/clientecho_client.py";
    StringBuilder registrations = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      registrations.append("¶").append(path).append(i);
    }
    lab.write(registrations.toString());
    lab.passEnd();
    lab.hub.sessions().forEach(lab::opened);
    for (int line = 0; line < 100; line++) {
      StringBuilder burst = new StringBuilder();
      List<Effect> echoes = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        int client = (i * 7 + line) % 32;
        String text = "line " + line + " of " + client + "\n";
        burst.append(path).append(client).append('¶').append(text);
        echoes.add(new Effect.DirectText("clientecho_client.py" + client + "#" + client, text));
      }
      assertEquals(echoes, lab.write(burst.toString()));
    }
    assertEquals(3_200, lab.hub.counters().directFrames());
  }
}
