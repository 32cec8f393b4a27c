package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Lines are cut at LF and nowhere else, however the input comes. */
class LineBufferProperties {
  private static final int MAX_LINE = 8;
  private static final int READ = 5;

  @Property
  void lines_do_not_depend_on_how_the_input_is_cut_into_reads(
      @ForAll @From("inputs") String input, @ForAll @From("cuts") List<Integer> cuts) {
    assertEquals(expected(input), lines(input, cuts));
  }

  @Example
  void the_last_line_needs_no_end_and_no_input_is_no_line() {
    assertEquals(List.of("1 a", "2 b"), lines("a\nb", List.of(5)));
    assertEquals(List.of("1 a", "2 b"), lines("a\nb\n", List.of(5)));
    assertEquals(List.of("1 "), lines("\n", List.of(5)));
    assertEquals(List.of(), lines("", List.of(5)));
  }

  @Example
  void the_bound_is_reached_and_passed() {
    assertEquals(List.of("1 12345678", "2 x"), lines("12345678\nx\n", List.of(5)));
    assertEquals(List.of("1 too long", "2 x"), lines("123456789\nx\n", List.of(5)));
    assertEquals(List.of("1 too long"), lines("123456789", List.of(1)));
    assertEquals(List.of("1 too long", "2 "), lines("1".repeat(1000) + "\n\n", List.of(3)));
  }

  @Example
  void a_line_is_offered_until_it_is_taken() {
    LineBuffer buffer = new LineBuffer(MAX_LINE, READ);
    fill(buffer, "a\nb\n");

    assertEquals(LineBuffer.Found.LINE, buffer.find());
    assertEquals(LineBuffer.Found.LINE, buffer.find());
    assertEquals("a", text(buffer.line()));
    buffer.take();
    assertEquals(LineBuffer.Found.LINE, buffer.find());
    assertEquals("b", text(buffer.line()));
    buffer.take();
    assertEquals(LineBuffer.Found.NOTHING, buffer.find());
    buffer.end();
    assertEquals(LineBuffer.Found.END, buffer.find());
  }

  @Provide
  Arbitrary<String> inputs() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.chars().range('a', 'd')), Tuple.of(1, Arbitraries.of('\n')))
        .list()
        .ofMaxSize(60)
        .map(
            chars -> {
              StringBuilder text = new StringBuilder();
              chars.forEach(text::append);
              return text.toString();
            });
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, READ).list().ofMinSize(1).ofMaxSize(20);
  }

  private static List<String> expected(String input) {
    List<String> expected = new ArrayList<>();
    List<String> lines = new ArrayList<>(List.of(input.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    for (String line : lines) {
      expected.add((expected.size() + 1) + " " + (line.length() > MAX_LINE ? "too long" : line));
    }
    return expected;
  }

  /** The lines with their numbers, of input that comes in reads of these lengths, in turn. */
  private static List<String> lines(String input, List<Integer> cuts) {
    LineBuffer buffer = new LineBuffer(MAX_LINE, READ);
    List<String> lines = new ArrayList<>();
    int at = 0;
    int cut = 0;
    while (true) {
      switch (buffer.find()) {
        case LINE -> {
          lines.add(buffer.lineNumber() + " " + text(buffer.line()));
          buffer.take();
        }
        case TOO_LONG -> {
          lines.add(buffer.lineNumber() + " too long");
          buffer.take();
        }
        case END -> {
          return lines;
        }
        case NOTHING -> {
          int length = Math.min(cuts.get(cut++ % cuts.size()), input.length() - at);
          if (length == 0) {
            buffer.end();
          }
          fill(buffer, input.substring(at, at + length));
          at += length;
        }
      }
    }
  }

  private static void fill(LineBuffer buffer, String text) {
    buffer.buffer().bytes().put(buffer.fillFrom(), text.getBytes(ISO_8859_1));
    buffer.filled(text.length());
  }

  private static String text(ByteBuffer line) {
    return ISO_8859_1.decode(line).toString();
  }
}
