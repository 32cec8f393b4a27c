package dev.pilcrow.protocol.frame;

/** Which part of its message a data frame carries; the last thing in an address. */
public enum Part {
  /** The whole message. */
  WHOLE(""),
  /** The first part of a message that goes on. */
  FIRST("+"),
  /** A part that is neither first nor last. */
  MIDDLE("++"),
  /** The last part. */
  LAST("+.");

  private final String text;

  Part(String text) {
    this.text = text;
  }

  /** The part that is first of its message, last, both or neither. */
  public static Part of(boolean first, boolean last) {
    if (first) {
      return last ? WHOLE : FIRST;
    }
    return last ? LAST : MIDDLE;
  }

  /** What stands in the address: empty, {@code +}, {@code ++} or {@code +.}. */
  public String text() {
    return text;
  }

  /** The length in octets of {@link #text()}. */
  public int length() {
    return text.length();
  }
}
