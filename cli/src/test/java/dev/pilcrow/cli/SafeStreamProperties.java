package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is shown does not depend on where the octets were cut. */
class SafeStreamProperties {
  @Property
  void text_is_shown_as_if_it_had_come_at_once(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 7) int pieceLength) {
    byte[] octets = text.getBytes(UTF_8);
    String whole = new String(octets, UTF_8);
    assertEquals(
        String.join("\n", Arrays.stream(whole.split("\n", -1)).map(SafeText::escape).toList()),
        shown(octets, pieceLength));
  }

  @Example
  void newlines_stay_and_what_a_terminal_obeys_does_not() {
    assertEquals("a\n\\x1b[2J\nb", shown("a\n\u001b[2J\nb".getBytes(UTF_8), 100));
  }

  @Example
  void octets_that_are_no_utf_8_are_shown_as_such() {
    assertEquals("a\ufffdb", shown(new byte[] {'a', (byte) 0xFF, 'b'}, 1));
    assertEquals("\ufffdb", shown(new byte[] {(byte) 0xE2, (byte) 0x82, 'b'}, 1));
  }

  private static String shown(byte[] octets, int pieceLength) {
    SafeStream stream = new SafeStream();
    StringBuilder shown = new StringBuilder();
    for (int at = 0; at < octets.length; at += pieceLength) {
      shown.append(
          stream.add(Arrays.copyOfRange(octets, at, Math.min(octets.length, at + pieceLength))));
    }
    return shown.toString();
  }
}
