package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class JsonProperties {
  private static final String BEFORE = "{\"type\":\"x\",\"text\":\"";
  private static final String BEHIND = "\"}\n";

  @Property
  void a_parser_reads_back_what_was_put_in(@ForAll @From("texts") String text) {
    assertEquals(text, unescaped(value(text)));
  }

  @Property
  void what_is_written_is_one_line_without_anything_that_a_terminal_obeys(
      @ForAll @From("texts") String text) {
    assertTrue(value(text).codePoints().allMatch(SafeText::isSafe), text);
    assertFalse(value(text).contains("\t"));
  }

  @Property
  void octets_are_text_if_they_are_utf_8_and_else_base64(@ForAll byte[] octets) {
    String line = Json.ofType("x").putOctets(octets).line();

    String text = new String(octets, UTF_8);
    if (Arrays.equals(text.getBytes(UTF_8), octets)) {
      assertEquals(BEFORE + value(text) + BEHIND, line);
    } else {
      String value = line.substring("{'type':'x','base64':'".length(), line.length() - 3);
      assertArrayEquals(octets, Base64.getDecoder().decode(value));
    }
  }

  @Example
  void fields_stand_in_the_order_in_which_they_were_put() {
    String line =
        Json.ofType("who").put("n", 1).put("names", List.of("a", "b")).put("s", "t").line();

    assertEquals("{\"type\":\"who\",\"n\":1,\"names\":[\"a\",\"b\"],\"s\":\"t\"}\n", line);
    assertEquals(
        "{\"type\":\"who\",\"names\":[]}\n", Json.ofType("who").put("names", List.of()).line());
  }

  @Example
  void known_escapes() {
    assertEquals(
        "\\\"\\\\/\\n\\t\\u000d\\u001b\\u202e¶\\ud83d\\ude00", value("\"\\/\n\t\r\u001b\u202e¶😀"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(0, 0x9F)),
            Tuple.of(1, Arbitraries.integers().between(0x2000, 0x206F)),
            Tuple.of(1, Arbitraries.integers().between(0, 0x10FFFF)))
        .list()
        .ofMaxSize(30)
        .map(
            list -> {
              StringBuilder text = new StringBuilder();
              list.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  private static String value(String text) {
    String line = Json.ofType("x").put("text", text).line();
    assertTrue(line.startsWith(BEFORE) && line.endsWith(BEHIND), line);
    return line.substring(BEFORE.length(), line.length() - BEHIND.length());
  }

  /** What RFC 8259 says a string means; written from the RFC. */
  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i++);
      assertTrue(c >= ' ' && c != '"', "must be escaped");
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = value.charAt(i++);
      switch (escaped) {
        case '"', '\\', '/' -> text.append(escaped);
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(value.substring(i, i + 4), 16));
          i += 4;
        }
        default -> throw new AssertionError("no escape: " + escaped);
      }
    }
    return text.toString();
  }
}
