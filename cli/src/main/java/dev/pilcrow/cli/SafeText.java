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
    int safe = safePrefix(text);
    if (safe == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, safe);
    for (int at = safe; at < text.length(); ) {
      int c = text.codePointAt(at);
      append(escaped, c);
      at += Character.charCount(c);
    }
    return escaped.toString();
  }

  /** Whether a code point may be shown as it is. */
  static boolean isSafe(int c) {
    if ((c >= ' ' && c < 0x7F) || c == '\t') {
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

  private static int safePrefix(String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (!isSafe(c)) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static void append(StringBuilder escaped, int c) {
    if (isSafe(c)) {
      escaped.appendCodePoint(c);
      return;
    }
    String digits = Integer.toHexString(c);
    if (c < 0x100) {
      escaped.append(c < 0x10 ? "\\x0" : "\\x").append(digits);
    } else {
      escaped.append("\\u{").append(digits).append('}');
    }
  }
}
