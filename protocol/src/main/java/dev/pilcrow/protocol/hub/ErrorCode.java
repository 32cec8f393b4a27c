package dev.pilcrow.protocol.hub;

/** The codes of {@code hub¶error CODE text}. */
public enum ErrorCode {
  /** A live session holds the name that was asked for. */
  NAME_TAKEN("name-taken"),
  /** A bound of the hub is reached: sessions, or the octets of answers in one burst. */
  FULL("full"),
  /** No session of that name is active. */
  NO_SUCH_NAME("no-such-name"),
  /** What was said to {@code hub} is not one of its commands. */
  NO_SUCH_COMMAND("no-such-command"),
  /** A frame with a valid token breaks the grammar. */
  BAD_FRAME("bad-frame"),
  /** A frame or a payload is longer than the limit. */
  TOO_LONG("too-long");

  private final String text;

  ErrorCode(String text) {
    this.text = text;
  }

  /** The word on the wire. */
  public String text() {
    return text;
  }
}
