package dev.pilcrow.protocol.classic;

import static dev.pilcrow.protocol.classic.WrittenFrame.PILCROW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Named cases of the splitter. {@code /a} and {@code /b} are registered, the token is valid. */
class ClassicDecoderTest {
  private static final String TOKEN = "0123456789abcdef";

  private final ClassicListener listener =
      new ClassicListener(new KnownAddresses(List.of("/a", "/b"), List.of(TOKEN)));

  @Test
  void a_path_and_LF_is_data_and_a_path_alone_is_goodbye() {
    hears("/a¶\n", "/a says \n");
    hears("/a¶", "/a says goodbye");
    hears("/a¶/b¶\n", "/a says goodbye", "/b says \n");
    hears("/a¶¶/c", "/a says goodbye", "registers /c");
    hears("/a¶" + TOKEN + "¶\n", "/a says goodbye", "goodbye " + TOKEN + "¶");
    hears("/a¶\n¶bob\n", "/a says goodbye", "registration ¶bob");
  }

  @Test
  void line_feeds_and_pilcrows_are_text() {
    hears("/a¶x¶y\nz ¶ \n¶\n¶ bob\n/c¶ ", "/a says x¶y\nz ¶ \n¶\n¶ bob\n/c¶ ");
  }

  @Test
  void a_registration_may_be_taken_back_in_the_same_burst() {
    hears("¶/c/c¶", "registers /c", "/c says goodbye");
    hears("¶/d/d¶/b¶x", "registers /d", "/d says goodbye", "/b says x");
  }

  @Test
  void a_client_that_has_registered_in_the_burst_can_be_heard_in_it() {
    hears("¶/c¶/d/c¶x/d¶y", "registers /c", "registers /d", "/c says x", "/d says y");
  }

  @Test
  void the_longest_path_is_served_and_one_octet_more_is_not() {
    String longest = "/" + "x".repeat(ClassicDecoder.MAX_PATH - 1);
    hears("¶" + longest, "registers " + longest);
    hears(longest + "¶hi", longest + " says hi");
    hears("¶" + longest + "x", "violation");
    assertEquals(List.of(Violation.BAD_NAME), listener.violations);
  }

  @Test
  void a_path_holds_no_NUL_and_ends_at_LF() {
    hears("¶/c\0d", "violation");
    hears("¶/c\n¶/d\n", "registers /c", "registers /d");
    assertEquals(List.of(Violation.BAD_NAME), listener.violations);
  }

  @Test
  void what_is_no_frame_costs_nothing_but_itself() {
    hears("hello\n/a¶x", "violation", "/a says x");
    hears("hello" + TOKEN + "¶x\n", "violation", "data " + TOKEN + "¶x");
    hears("\n\n/zz¶one\ntwo¶/c", "violation", "violation", "registers /c");
    assertEquals(
        List.of(
            Violation.NO_SEPARATOR,
            Violation.NO_SEPARATOR,
            Violation.UNKNOWN_TOKEN,
            Violation.NO_SEPARATOR),
        listener.violations);
  }

  @Test
  void an_unterminated_native_frame_in_a_drained_inbox_is_torn() {
    hears(TOKEN + "¶half", "violation");
    hears("¶bo", "violation");
    assertEquals(List.of(Violation.TORN_TAIL, Violation.TORN_TAIL), listener.violations);
  }

  @Test
  void a_native_frame_of_the_longest_line_is_served_and_one_octet_more_is_too_long() {
    String option = "¶bob¶" + "k".repeat(Wire.MAX_FRAME - 1 - 7);
    hears(option + "\n", "registration " + option);
    hears(option + "k\n", "violation");
    hears(TOKEN + "¶" + "x".repeat(Wire.MAX_PAYLOAD + 1) + "\n", "violation");
    hears(TOKEN + "¶" + "x".repeat(Wire.MAX_FRAME), "violation");
    assertEquals(
        List.of(Violation.TOO_LONG, Violation.TOO_LONG, Violation.TOO_LONG), listener.violations);
  }

  @Test
  void a_frame_of_the_longest_write_waits_for_the_whole_beginning_of_the_next() {
    String text = "x".repeat(Wire.MAX_FRAME - 4);
    String option = "\n¶bob¶" + "k".repeat(Wire.MAX_FRAME - 9);
    String burst = octets("/a¶" + text + option + "\n");
    assertEquals(2 * Wire.MAX_FRAME, burst.length());
    listener.read(burst.substring(0, ClassicDecoder.MAX_TAIL), false);
    assertEquals(List.of(), listener.heard);
    listener.read(burst.substring(ClassicDecoder.MAX_TAIL), false);
    assertEquals(
        List.of("/a says " + text, octets("registration " + option.substring(1))), listener.heard);
  }

  @Test
  void what_outgrows_every_honest_write_is_not_waited_for() {
    String flood = "x".repeat(ClassicDecoder.MAX_TAIL + 1);
    listener.read(octets("/a¶" + flood), false);
    assertEquals(List.of("/a says " + flood), listener.heard);
    listener.read(octets(TOKEN + "¶" + flood), false);
    assertEquals(List.of(Violation.TOO_LONG), listener.violations);
  }

  @Test
  void thirty_two_lab_clients_in_one_burst_come_apart() {
    StringBuilder burst = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      String path = "/tmp/clientecho_client.py" + (4_000 + i);
      burst.append("¶").append(path);
      expected.add("registers " + path);
    }
    IntStream.range(0, 96)
        .forEach(
            i -> {
              String path = "/tmp/clientecho_client.py" + (4_000 + i * 7 % 32);
              String text = i < 64 ? "line " + i + " of ¶ mine\n" : "";
              burst.append(path).append("¶").append(text);
              expected.add(path + " says " + (text.isEmpty() ? "goodbye" : text));
            });
    hears(burst.toString(), expected.toArray(new String[0]));
  }

  private void hears(String burst, String... expected) {
    listener.heard.clear();
    listener.read(octets(burst), true);
    assertEquals(
        List.of(expected).stream().map(ClassicDecoderTest::octets).toList(), listener.heard);
  }

  private static String octets(String text) {
    return text.replace("¶", PILCROW);
  }
}
