package dev.pilcrow.fifo.client;

import java.util.List;

/**
 * What the hub says in its own name, taken apart: the first word tells what it is.
 *
 * <pre>
 *   welcome TOKEN v=1 …      error CODE text      gap N      bye REASON      pong text      who name …
 * </pre>
 */
final class HubWords {
  private HubWords() {}

  /** One method a word. */
  interface Handler {
    void onWelcome(String fields);

    void onError(String code, String text);

    void onGap(long frames);

    void onBye(String reason);

    void onPong(String text);

    void onWho(List<String> names);

    /** A word of a later version, or one that makes no sense. */
    void onUnknown();
  }

  /** Calls exactly one method of the handler. */
  static void read(String text, Handler handler) {
    String rest = behindFirstWord(text);
    switch (firstWord(text)) {
      case "welcome" -> handler.onWelcome(rest);
      case "error" -> handler.onError(firstWord(rest), behindFirstWord(rest));
      case "gap" -> readGap(rest, handler);
      case "bye" -> handler.onBye(rest);
      case "pong" -> handler.onPong(rest);
      case "who" -> handler.onWho(rest.isEmpty() ? List.of() : List.of(rest.split(" ", -1)));
      default -> handler.onUnknown();
    }
  }

  private static void readGap(String number, Handler handler) {
    long frames;
    try {
      frames = Long.parseUnsignedLong(number);
    } catch (NumberFormatException e) {
      handler.onUnknown();
      return;
    }
    handler.onGap(frames);
  }

  private static String firstWord(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space);
  }

  private static String behindFirstWord(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? "" : text.substring(space + 1);
  }
}
