package dev.pilcrow.simulator.scenario;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/**
 * Octets as text, on one line.
 *
 * <pre>
 *   \n   \\   \xNN      LF, a backslash, the octet NN
 *   {300*x}             so many times what follows the star
 *   {}                  nothing
 *   {word}              what the word stands for in a scenario, such as {token} or {dir}
 *   all else            itself, in UTF-8
 * </pre>
 */
final class Spelling {
  /** Runs from this length on are written with a star. */
  private static final int LEAST_RUN = 10;

  /** What is longer is cut, and told by its length and a checksum. */
  private static final int SHOWN = 200;

  private Spelling() {}

  /**
   * The octets that a text stands for.
   *
   * @param words what words in braces stand for
   * @throws IllegalArgumentException if it is not well-formed
   */
  static byte[] octets(String text, UnaryOperator<String> words) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '{') {
        int end = text.indexOf('}', at);
        require(end > 0, text);
        octets.writeBytes(braced(text.substring(at + 1, end), words));
        at = end + 1;
      } else if (c == '\\') {
        at = escape(text, at + 1, octets);
      } else {
        int end = plainEnd(text, at);
        octets.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
        at = end;
      }
    }
    return octets.toByteArray();
  }

  /** The text that octets are shown as. */
  static String of(byte[] octets) {
    if (octets.length == 0) {
      return "{}";
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < octets.length && text.length() < SHOWN) {
      int run = run(octets, at);
      if (run >= LEAST_RUN) {
        text.append('{').append(run).append('*').append(one(octets[at])).append('}');
        at += run;
      } else if (octets[at] == (byte) 0xC2
          && at + 1 < octets.length
          && octets[at + 1] == (byte) 0xB6) {
        text.append('¶');
        at += 2;
      } else {
        text.append(one(octets[at]));
        at++;
      }
    }
    if (at < octets.length) {
      CRC32 sum = new CRC32();
      sum.update(octets);
      text.append("... (%d octets, CRC %08x)".formatted(octets.length, sum.getValue()));
    }
    return text.toString();
  }

  private static byte[] braced(String inside, UnaryOperator<String> words) {
    int star = inside.indexOf('*');
    if (inside.isEmpty()) {
      return new byte[0];
    }
    if (star < 0) {
      return words.apply(inside).getBytes(StandardCharsets.UTF_8);
    }
    byte[] piece = octets(inside.substring(star + 1), words);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = Integer.parseInt(inside.substring(0, star)); i > 0; i--) {
      octets.writeBytes(piece);
    }
    return octets.toByteArray();
  }

  /** Returns the place behind the escape. */
  private static int escape(String text, int at, ByteArrayOutputStream octets) {
    require(at < text.length(), text);
    switch (text.charAt(at)) {
      case 'n' -> octets.write('\n');
      case '\\' -> octets.write('\\');
      case 'x' -> {
        require(at + 3 <= text.length(), text);
        octets.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
        return at + 3;
      }
      default -> require(false, text);
    }
    return at + 1;
  }

  private static int plainEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '{' && text.charAt(end) != '\\') {
      end++;
    }
    return end;
  }

  private static int run(byte[] octets, int from) {
    int to = from + 1;
    while (to < octets.length && octets[to] == octets[from]) {
      to++;
    }
    return to - from;
  }

  private static String one(byte octet) {
    return switch (octet) {
      case '\n' -> "\\n";
      case '\\' -> "\\\\";
      case '{', '}' -> hex(octet);
      default -> octet >= ' ' && octet < 0x7f ? String.valueOf((char) octet) : hex(octet);
    };
  }

  private static String hex(byte octet) {
    return "\\x" + HexFormat.of().toHexDigits(octet);
  }

  private static void require(boolean holds, String text) {
    if (!holds) {
      throw new IllegalArgumentException("not well-formed: \"" + text + "\"");
    }
  }
}
