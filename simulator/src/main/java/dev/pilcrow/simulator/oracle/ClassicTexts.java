package dev.pilcrow.simulator.oracle;

/** How texts of classic clients and payloads of native ones become each other, naively. */
final class ClassicTexts {
  private static final int MAX_PAYLOAD = 3840;

  private ClassicTexts() {}

  /** What a classic client reads of a native payload. */
  static String unescaped(byte[] octets, String part) {
    String text = Escaping.unescaped(Printed.latin(octets, 0, octets.length));
    return text + (part.isEmpty() || part.equals("+.") ? "\n" : "");
  }

  /** How many octets of a text, from an octet on, the next payload takes. */
  static int lengthOfPart(String text, int from) {
    int escaped = 0;
    int to = from;
    while (to < text.length() && escaped + lengthEscaped(text.charAt(to)) <= MAX_PAYLOAD) {
      escaped += lengthEscaped(text.charAt(to));
      to++;
    }
    if (to < text.length() && continues(text.charAt(to))) {
      int start = to - 1;
      while (start > from && to - start < 3 && continues(text.charAt(start))) {
        start--;
      }
      to = lengthOfCharacter(text.charAt(start)) > to - start ? start : to;
    }
    return to - from;
  }

  /** The public name of a path, if nobody has it. */
  static String publicName(String path) {
    String base = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_.-]", "_");
    String name = base.matches("[A-Za-z0-9].*") ? base : "x" + base;
    return name.substring(0, Math.min(60, name.length()));
  }

  private static int lengthEscaped(char octet) {
    return octet == '\n' || octet == '\\' ? 2 : 1;
  }

  private static boolean continues(char octet) {
    return octet >= 0x80 && octet < 0xC0;
  }

  private static int lengthOfCharacter(char first) {
    return first >= 0xF8 || first < 0xC0 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  }
}
