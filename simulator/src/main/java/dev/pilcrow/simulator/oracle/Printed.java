package dev.pilcrow.simulator.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Octets as a message shows them: readable, on one line, not too long. */
public final class Printed {
  private static final int SHOWN = 64;

  private Printed() {}

  /** A frame in quotes; {@code ¶} as itself, what cannot be printed as {@code \xNN}. */
  public static String frame(byte[] octets, int from, int to) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = from; i < Math.min(to, from + SHOWN); i++) {
      if (i + 1 < to && octets[i] == (byte) 0xC2 && octets[i + 1] == (byte) 0xB6) {
        text.append('¶');
        i++;
      } else if (octets[i] >= ' ' && octets[i] < 0x7f) {
        text.append((char) octets[i]);
      } else if (octets[i] == '\n') {
        text.append("\\n");
      } else {
        text.append("\\x%02x".formatted(octets[i] & 0xff));
      }
    }
    text.append('"');
    return to - from > SHOWN ? text + "... (" + (to - from) + " octets)" : text.toString();
  }

  static String latin(byte[] octets, int from, int to) {
    return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
  }

  static boolean startsWith(byte[] prefix, byte[] octets, int from, int to) {
    return to - from >= prefix.length
        && Arrays.equals(prefix, 0, prefix.length, octets, from, from + prefix.length);
  }

  /** Whether a text that {@link #latin} could have made stands there; there must be as much. */
  static boolean isText(String latin, byte[] octets, int from) {
    for (int i = 0; i < latin.length(); i++) {
      if (latin.charAt(i) != (octets[from + i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** The octets of a text that {@link #latin} makes of them. */
  static byte[] octets(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }
}
