package dev.pilcrow.simulator.oracle;

/** Nobody is heard under another's name, and who has no token is not heard at all. */
public final class SpeechOracle implements Oracle {
  /** A client has read words in the name of one who did not say them. */
  public static final class ForgedSpeech extends PromiseBroken {
    private static final long serialVersionUID = 1;

    ForgedSpeech(String message) {
      super(message);
    }
  }

  private final Sayings sayings;
  private final boolean classic;

  /**
   * @param classic whether the hub serves classic clients, too: what strangers write behind a text
   *     of theirs is taken for its end, and may be all that its last part holds
   */
  public SpeechOracle(Sayings sayings, boolean classic) {
    this.sayings = sayings;
    this.classic = classic;
  }

  @Override
  public void onFrame(Mailbox box, byte[] octets, int from, int to) {
    int number = sayings.number(octets, from, to);
    if (number < 0 || box.isSpent() || (classic && isLaterPart(octets, from, to))) {
      return;
    }
    String author = sayings.author(number);
    if (!isSaidBy(author, octets, from, to)) {
      throw new ForgedSpeech(
          "%s has read %s, and %s"
              .formatted(
                  box,
                  Printed.frame(octets, from, to),
                  author.isEmpty() ? "nobody may ever hear that" : author + " has said that"));
    }
  }

  /** Whether there is {@code ++} or {@code +.} in front of the frame's separator. */
  private static boolean isLaterPart(byte[] octets, int from, int to) {
    int at = from;
    while (at < to && octets[at] != (byte) 0xC2) {
      at++;
    }
    return at - from > 2
        && octets[at - 2] == '+'
        && (octets[at - 1] == '+' || octets[at - 1] == '.');
  }

  /**
   * Whether the frame's sender, all in front of the address's first mark, has that name; a classic
   * client has a number behind it if the name was taken.
   */
  private static boolean isSaidBy(String author, byte[] octets, int from, int to) {
    int end = from + author.length();
    if (end < to && octets[end] == '-') {
      do {
        end++;
      } while (end < to && octets[end] >= '0' && octets[end] <= '9');
    }
    return !author.isEmpty()
        && end < to
        && Printed.isText(author, octets, from)
        && (octets[end] == '@' || octets[end] == '+' || octets[end] == (byte) 0xC2);
  }
}
