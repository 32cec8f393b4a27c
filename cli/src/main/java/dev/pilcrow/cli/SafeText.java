package dev.pilcrow.cli;

/**
 * Text of strangers made safe for a terminal: what could move the cursor, change colors or turn the
 * reading direction is shown as an escape.
 */
final class SafeText {
  private SafeText() {}

  /**
   * Control characters (tab apart), format characters such as bidi overrides, and lone surrogates
   * become visible.
   */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int c) {
    if (isSafe(c)) {
      safe.appendCodePoint(c);
    } else if (c < 0x100) {
      safe.append(String.format("\\x%02x", c));
    } else {
      safe.append(String.format("\\u{%x}", c));
    }
  }

  private static boolean isSafe(int c) {
    if (c == '\t') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          c == 0x200D
              || c == 0x200C; // joiners: emoji and many scripts need them, and they only join
      default -> true;
    };
  }
}
