package dev.pilcrow.simulator.oracle;

/**
 * How messages become payloads and payloads messages, on texts of which a character is an octet.
 */
final class Escaping {
  private Escaping() {}

  /** The payload of a message, which may be empty. */
  static String escaped(String message) {
    return message.isEmpty() ? "\\-" : message.replace("\\", "\\\\").replace("\n", "\\n");
  }

  /** The message of a payload; an escape that nobody knows stays as it is. */
  static String unescaped(String payload) {
    int backslash = payload.indexOf('\\');
    if (backslash < 0) {
      return payload;
    }
    StringBuilder message = new StringBuilder(payload.length());
    int from = 0;
    while (backslash >= 0) {
      char next = backslash + 1 < payload.length() ? payload.charAt(backslash + 1) : ' ';
      boolean known = "n\\-".indexOf(next) >= 0;
      message.append(payload, from, known ? backslash : backslash + 1);
      if (known) {
        message.append(next == 'n' ? "\n" : next == '\\' ? "\\" : "");
      }
      from = known ? backslash + 2 : backslash + 1;
      backslash = payload.indexOf('\\', from);
    }
    return message.append(payload, from, payload.length()).toString();
  }
}
