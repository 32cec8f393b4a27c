package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EscapesProperties {

  @Property
  void unescaping_what_was_escaped_gives_it_back(@ForAll("octets") byte[] raw) {
    assertArrayEquals(raw, Escapes.unescape(Escapes.escape(raw)));
  }

  @Property
  void what_is_escaped_holds_no_LF(@ForAll("octets") byte[] raw) {
    byte[] escaped = Escapes.escape(raw);
    assertEquals(-1, Octets.indexOfLf(ByteBuffer.wrap(escaped), 0, escaped.length));
    assertTrue(escaped.length <= 2 * raw.length);
  }

  @Property
  void any_octets_can_be_unescaped_and_get_no_longer(@ForAll("octets") byte[] octets) {
    assertTrue(Escapes.unescape(octets).length <= octets.length);
  }

  @Property
  void what_holds_no_escape_is_kept(@ForAll("octets") byte[] octets) {
    byte[] plain = octets.clone();
    for (int i = 0; i < plain.length; i++) {
      if (Escapes.isSpecial(plain[i])) {
        plain[i] = '-';
      }
    }
    assertArrayEquals(plain, Escapes.escape(plain));
    assertArrayEquals(plain, Escapes.unescape(plain));
  }

  @Property
  void a_slice_is_escaped_and_unescaped_in_its_place(
      @ForAll("octets") byte[] raw, @ForAll @IntRange(max = 9) int before) {
    byte[] escaped = Escapes.escape(raw);
    ByteBuffer src = ByteBuffer.allocateDirect(before + escaped.length + 9).put(before, raw);
    ByteBuffer dst = ByteBuffer.allocateDirect(before + escaped.length);

    assertEquals(escaped.length, Escapes.escapedLength(src, before, before + raw.length));
    int end = Escapes.escape(src, before, before + raw.length, dst, before);
    assertEquals(before + escaped.length, end);
    assertArrayEquals(escaped, Octets.copy(dst, before, end));

    assertEquals(raw.length, Escapes.unescapedLength(dst, before, end));
    int rawEnd = Escapes.unescape(dst, before, end, dst, 0);
    assertArrayEquals(raw, Octets.copy(dst, 0, rawEnd), "in place");
  }

  @Example
  void LF_and_backslash_are_escaped() {
    assertEscapes("a\nb\\c", "a\\nb\\\\c");
    assertEscapes("\n\n", "\\n\\n");
    assertEscapes("\\n", "\\\\n");
    assertEscapes("¶", "¶");
    assertEscapes("", "");
  }

  @Example
  void a_backslash_and_a_minus_are_nothing() {
    assertUnescapes("", "\\-");
    assertUnescapes("ab", "a\\-b");
    assertUnescapes("\\-", "\\\\-");
  }

  @Example
  void an_unknown_escape_is_kept_as_it_stands() {
    assertUnescapes("\\x\\N\\ \\0", "\\x\\N\\ \\0");
    assertUnescapes("\\¶", "\\¶");
    assertUnescapes("\\x\n", "\\x\\n");
  }

  @Example
  void a_lone_backslash_at_the_end_is_kept() {
    assertUnescapes("\\", "\\");
    assertUnescapes("a\\", "a\\");
    assertUnescapes("\\\\", "\\\\\\");
  }

  @Example
  void what_does_not_fit_is_the_callers_mistake() {
    ByteBuffer src = ByteBuffer.wrap("a\nb".getBytes(UTF_8));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> Escapes.escape(src, 0, 3, ByteBuffer.allocate(3), 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> Escapes.unescape(src, 0, 3, ByteBuffer.allocate(2), 0));
  }

  @Provide
  Arbitrary<byte[]> octets() {
    return FrameArbitraries.octets(0, 600);
  }

  private static void assertEscapes(String raw, String escaped) {
    assertEquals(escaped, new String(Escapes.escape(raw.getBytes(UTF_8)), UTF_8));
    assertUnescapes(raw, escaped);
  }

  private static void assertUnescapes(String raw, String escaped) {
    assertEquals(raw, new String(Escapes.unescape(escaped.getBytes(UTF_8)), UTF_8));
  }
}
