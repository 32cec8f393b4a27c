package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static dev.pilcrow.protocol.hub.HubFixture.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where data goes, and what is answered to what is wrong with it. */
class SpeechTest {
  private final HubFixture echo = new HubFixture(ECHO);
  private final HubFixture chat = new HubFixture(CHAT);
  private final String inEcho = aliceAndBob(echo);
  private final String inChat = aliceAndBob(chat);

  private static String aliceAndBob(HubFixture it) {
    String alice = it.join("alice");
    it.join("bob");
    return alice;
  }

  @Test
  void a_recipient_is_named_exactly_if_it_is_not_the_modes_default() {
    assertEquals(List.of(new Effect.Direct("alice#0", "alice¶x")), echo.write(inEcho + "¶x\n"));
    assertEquals(
        List.of(new Effect.Direct("alice#0", "alice¶x")), echo.write(inEcho + "@alice¶x\n"));
    assertEquals(
        List.of(new Effect.Direct("bob#1", "alice@bob¶x")), echo.write(inEcho + "@bob¶x\n"));
    assertEquals(
        List.of(new Effect.Everyone("alice@everyone¶x")), echo.write(inEcho + "@everyone¶x\n"));

    assertEquals(List.of(new Effect.Everyone("alice¶x")), chat.write(inChat + "¶x\n"));
    assertEquals(List.of(new Effect.Everyone("alice¶x")), chat.write(inChat + "@everyone¶x\n"));
    assertEquals(
        List.of(new Effect.Direct("alice#0", "alice@alice¶x")), chat.write(inChat + "@alice¶x\n"));
    assertEquals(
        List.of(new Effect.Direct("bob#1", "alice@bob¶x")), chat.write(inChat + "@bob¶x\n"));
  }

  @Test
  void parts_and_payloads_are_forwarded_as_they_are() {
    assertEquals(
        List.of(
            new Effect.Everyone("alice+¶one \\n"),
            new Effect.Everyone("alice++¶\\ two ¶"),
            new Effect.Direct("bob#1", "alice@bob+.¶\\-")),
        chat.write(
            inChat + "+¶one \\n\n", inChat + "@everyone++¶\\ two ¶\n", inChat + "@bob+.¶\\-\n"));
  }

  @Test
  void everything_that_is_said_is_counted_by_where_it_goes() {
    chat.write(inChat + "¶x\n", inChat + "@bob¶x\n", inChat + "@hub¶ping\n", inChat + "@zoe¶x\n");
    HubCounters counters = chat.hub.counters();
    assertEquals(4, counters.dataFrames());
    assertEquals(1, counters.everyoneFrames());
    assertEquals(1, counters.directFrames());
    assertEquals(1, counters.commands());
  }

  @Test
  void a_frame_of_an_unknown_token_is_dropped_and_counted_whatever_it_is() {
    Effect dropped = new Effect.Violated(Violation.UNKNOWN_TOKEN, null);
    assertEquals(
        List.of(dropped, dropped, dropped, dropped),
        chat.write("ffffffffffffffff¶x\n", "alice¶x\n", "ffffffffffffffff¶\n", "alice¶\n"));
    assertEquals(4, chat.hub.counters().violations(Violation.UNKNOWN_TOKEN));
    assertEquals(SessionState.ACTIVE, chat.named("alice").state());
  }

  @Test
  void a_token_dies_with_the_goodbye() {
    chat.write(inChat + "¶\n");
    Effect dropped = new Effect.Violated(Violation.UNKNOWN_TOKEN, null);
    assertEquals(List.of(dropped, dropped), chat.write(inChat + "¶more\n", inChat + "¶\n"));
    assertEquals(SessionState.LEAVING, chat.named("alice").state());
  }

  @Test
  void a_token_with_another_octet_is_another_token() {
    String longer = inChat + "0¶x\n";
    String shorter = inChat.substring(1) + "¶x\n";
    String upper = "¶x\n";
    chat.write(longer, shorter, inChat.replace('0', 'O') + upper);
    assertEquals(3, chat.hub.counters().violations(Violation.UNKNOWN_TOKEN));
  }

  @Test
  void who_is_not_here_is_told_to_the_sender_alone() {
    Effect error = new Effect.Direct("alice#0", "hub¶error no-such-name zoe is not here");
    assertEquals(List.of(error), chat.write(inChat + "@zoe¶hi\n"));
    chat.write("0000000000000002¶\n");
    assertEquals(
        List.of(new Effect.Direct("alice#0", "hub¶error no-such-name bob is not here")),
        chat.write(inChat + "@bob¶are you leaving?\n"));
  }

  @Test
  void a_frame_that_breaks_the_grammar_is_told_to_its_sender_if_its_token_is_valid() {
    Effect told = new Effect.Direct("alice#0", "hub¶error bad-frame bad address");
    Effect counted = new Effect.Violated(Violation.BAD_ADDRESS, "alice#0");
    Effect nobodys = new Effect.Violated(Violation.BAD_ADDRESS, null);
    assertEquals(List.of(counted, told), chat.write(inChat + "@@¶x\n"));
    assertEquals(List.of(nobodys), chat.write("ffffffffffffffff@@¶x\n"));
    assertEquals(
        List.of(
            new Effect.Violated(Violation.EMPTY_PAYLOAD, "alice#0"),
            new Effect.Direct("alice#0", "hub¶error bad-frame empty payload")),
        chat.write(inChat + "@bob¶\n"));
    assertEquals(
        List.of(
            new Effect.Violated(Violation.TORN_TAIL, "alice#0"),
            new Effect.Direct("alice#0", "hub¶error bad-frame torn tail")),
        chat.write(inChat + "¶half"));
  }

  @Test
  void a_payload_of_the_longest_is_forwarded_and_one_octet_more_is_told_to_its_sender() {
    String longest = "x".repeat(Wire.MAX_PAYLOAD);
    List<Effect> tooLong =
        List.of(
            new Effect.Violated(Violation.TOO_LONG, "alice#0"),
            new Effect.Direct("alice#0", "hub¶error too-long too long"));
    assertEquals(
        List.of(new Effect.Everyone("alice¶" + longest)),
        chat.write(inChat + "¶" + longest + "\n"));
    assertEquals(tooLong, chat.write(inChat + "¶x" + longest + "\n"));
    assertEquals(tooLong, chat.write(inChat + "¶" + "x".repeat(Wire.MAX_FRAME) + "\n"));
  }

  @Test
  void a_ping_is_answered_with_what_it_holds_behind_all_that_was_said_before() {
    assertEquals(
        List.of(
            new Effect.Everyone("alice¶x"),
            new Effect.Direct("alice#0", "hub¶pong"),
            new Effect.Direct("alice#0", "hub¶pong 1 2 \\n¶")),
        chat.write(inChat + "¶x\n", inChat + "@hub¶ping\n", inChat + "@hub¶ping 1 2 \\n¶\n"));
    String longest = " ".repeat(Wire.MAX_PAYLOAD - 4);
    assertEquals(
        List.of(new Effect.Direct("alice#0", "hub¶pong" + longest)),
        chat.write(inChat + "@hub¶ping" + longest + "\n"));
  }

  @Test
  void what_is_no_command_is_told_to_its_sender() {
    Effect error =
        new Effect.Direct("alice#0", "hub¶error no-such-command the hub knows who and ping");
    for (String command : List.of("pingo", "pin", "Who", "who ", "whoami", "\\-", "help")) {
      assertEquals(List.of(error), chat.write(inChat + "@hub¶" + command + "\n"), command);
    }
  }

  @Test
  void a_command_in_parts_is_none() {
    Effect error = new Effect.Direct("alice#0", "hub¶error bad-frame a command is one whole frame");
    for (String part : List.of("+", "++", "+.")) {
      assertEquals(List.of(error), chat.write(inChat + "@hub" + part + "¶who\n"));
    }
  }

  @Test
  void the_list_of_names_is_sorted_and_holds_the_active_alone() {
    chat.join("Zoe");
    chat.join("aaron");
    chat.write("\n¶opening\n");
    chat.write("0000000000000002¶\n");
    assertEquals(
        List.of(new Effect.Direct("alice#0", "hub¶who Zoe aaron alice")),
        chat.write(inChat + "@hub¶who\n"));
  }

  @Test
  void a_long_list_of_names_comes_in_parts_that_make_the_whole() {
    List<String> names =
        IntStream.range(0, 200).mapToObj("%064d"::formatted).peek(chat::join).toList();
    List<Effect> effects = chat.write(inChat + "@hub¶who\n");
    StringBuilder whole = new StringBuilder();
    String parts = "";
    for (Effect effect : effects) {
      Effect.Direct direct = (Effect.Direct) effect;
      int payload = direct.frame().indexOf('¶') + 1;
      assertEquals("alice#0", direct.to());
      assertTrue(direct.frame().length() - payload <= Wire.MAX_PAYLOAD);
      parts += direct.frame().substring("hub".length(), payload);
      whole.append(direct.frame().substring(payload));
    }
    assertEquals("+¶++¶++¶+.¶", parts);
    assertEquals("who " + String.join(" ", names) + " alice bob", whole.toString());
  }
}
