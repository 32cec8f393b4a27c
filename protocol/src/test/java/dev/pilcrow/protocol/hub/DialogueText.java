package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Octets as the dialogues of docs/protocol.md show them.
 *
 * <pre>
 *   alice   ↓  61 6c 69 63 65 c2 b6                             |alice¶|
 *              78*3840                                          |x*3840|
 *              0a                                               |␊|
 * </pre>
 */
final class DialogueText {
  private static final int OCTETS_OF_A_LINE = 16;
  private static final int SHORTEST_RUN = 64;
  private static final String FORMAT = "%-47s  |%s|";
  private static final Pattern LINE = Pattern.compile("([0-9a-f *]+?) +\\|(.*)\\|");

  private DialogueText() {}

  /** The octets of one line; what stands between the bars is looked at by {@link #show} alone. */
  static byte[] octets(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("no octets: " + line);
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (String token : matcher.group(1).split(" ", -1)) {
      int times = token.length() > 2 ? Integer.parseInt(token.substring(3)) : 1;
      int octet = HexFormat.fromHexDigits(token.substring(0, 2));
      for (int i = 0; i < times; i++) {
        octets.write(octet);
      }
    }
    return octets.toByteArray();
  }

  /** The one way in which these octets are shown. */
  static List<String> show(byte[] octets) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < octets.length; ) {
      int run = runAt(octets, at);
      if (run >= SHORTEST_RUN) {
        addPlain(octets, from, at, lines);
        String times = "*" + run;
        lines.add(FORMAT.formatted(hex(octets, at, at + 1) + times, text(octets, at) + times));
        from = at + run;
      }
      at += run;
    }
    addPlain(octets, from, octets.length, lines);
    return lines;
  }

  private static void addPlain(byte[] octets, int from, int to, List<String> lines) {
    for (int at = from; at < to; at += OCTETS_OF_A_LINE) {
      int end = Math.min(to, at + OCTETS_OF_A_LINE);
      StringBuilder text = new StringBuilder();
      for (int i = at; i < end; i++) {
        text.append(text(octets, i));
      }
      lines.add(FORMAT.formatted(hex(octets, at, end), text));
    }
  }

  private static String hex(byte[] octets, int from, int to) {
    return HexFormat.ofDelimiter(" ").formatHex(octets, from, to);
  }

  /** A ¶ stands where its first octet is. */
  private static String text(byte[] octets, int at) {
    ByteBuffer in = ByteBuffer.wrap(octets);
    byte octet = octets[at];
    if (octet >= ' ' && octet <= '~') {
      return String.valueOf((char) octet);
    }
    if (octet == Wire.LF) {
      return "␊";
    }
    if (Octets.isPilcrow(in, at, octets.length)) {
      return "¶";
    }
    return at > 0 && Octets.isPilcrow(in, at - 1, octets.length) ? "" : ".";
  }

  private static int runAt(byte[] octets, int at) {
    int end = at + 1;
    while (end < octets.length && octets[end] == octets[at]) {
      end++;
    }
    return end - at;
  }
}
