package dev.pilcrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @Property
  void nothing_comes_out_that_a_terminal_obeys(@ForAll("anything") String text) {
    String safe = SafeText.escape(text);

    assertTrue(safe.codePoints().allMatch(SafeTextTest::isHarmless), safe);
  }

  @Property
  void what_is_safe_stays_as_it_is(@ForAll("anything") String text) {
    String safe = SafeText.escape(text);

    assertSame(safe, SafeText.escape(safe));
    assertTrue(safe.equals(text) == text.codePoints().allMatch(SafeTextTest::isHarmless));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "tab\there", "Grüße, ¶ and 漢字", "👩‍👩‍👧 joined", "می‌خواهم", "back\\slash"})
  void ordinary_text_of_any_script_is_kept(String text) {
    assertSame(text, SafeText.escape(text));
  }

  @Test
  void control_characters_show_their_number() {
    assertEquals("\\x1b[2J\\x07\\x0a\\x0d\\x7f", SafeText.escape("\u001b[2J\u0007\n\r\u007f"));
    assertEquals("\\x9b31m", SafeText.escape("\u009b31m"), "CSI in one character");
  }

  @Test
  void what_turns_the_reading_direction_shows_its_number() {
    assertEquals("a\\u{202e}b\\u{2066}c\\u{200f}", SafeText.escape("a\u202eb\u2066c\u200f"));
  }

  @Test
  void half_a_surrogate_pair_and_line_separators_show_their_number() {
    assertEquals("\\u{d800}x\\u{dc00}\\u{2028}", SafeText.escape("\ud800x\udc00\u2028"));
    assertEquals(
        "\\u{e0001}", SafeText.escape("\udb40\udc01"), "a format character beyond 16 bits");
  }

  @Provide
  Arbitrary<String> anything() {
    Arbitrary<Integer> codePoints =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(0, 0x2FF)),
            Tuple.of(2, Arbitraries.integers().between(0x2000, 0x206F)),
            Tuple.of(1, Arbitraries.integers().between(0xD7F0, 0xE010)),
            Tuple.of(1, Arbitraries.integers().between(0, 0x10FFFF)));
    return codePoints
        .list()
        .ofMaxSize(40)
        .map(
            list -> {
              StringBuilder text = new StringBuilder();
              list.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  /** By Unicode's categories, told here anew: Cc but tab, Cf but the two joiners, Cs, Zl, Zp. */
  private static boolean isHarmless(int c) {
    String text = new String(Character.toChars(c));
    boolean obeyed = text.matches("\\p{Cc}|\\p{Cf}|\\p{Cs}|\\p{Zl}|\\p{Zp}");
    return !obeyed || c == '\t' || c == 0x200C || c == 0x200D;
  }
}
