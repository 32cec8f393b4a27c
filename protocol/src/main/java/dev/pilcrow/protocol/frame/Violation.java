package dev.pilcrow.protocol.frame;

/** What a peer did wrong. An input to count and to answer, never thrown. */
public enum Violation {
  /** No {@code ¶} where an address could still end. */
  NO_SEPARATOR("no separator"),
  /** A registration whose name is no name. */
  BAD_NAME("bad name"),
  /** What stands before the first {@code ¶} is no address. */
  BAD_ADDRESS("bad address"),
  /** An empty payload with a recipient or a part; only the bare origin says goodbye. */
  EMPTY_PAYLOAD("empty payload"),
  /** A frame above {@link Wire#MAX_FRAME}, or a payload above {@link Wire#MAX_PAYLOAD}. */
  TOO_LONG("too long"),
  /** The pipe was read dry and its last octets were no whole frame. */
  TORN_TAIL("torn tail"),
  /** A frame whose token belongs to nobody. */
  UNKNOWN_TOKEN("unknown token"),
  /** A registration for a name that is the hub's own. */
  RESERVED_NAME("reserved name"),
  /** A registration while the hub shuts down. */
  SHUTTING_DOWN("shutting down");

  private final String text;

  Violation(String text) {
    this.text = text;
  }

  /** A few lower-case words for a log line. */
  public String text() {
    return text;
  }
}
