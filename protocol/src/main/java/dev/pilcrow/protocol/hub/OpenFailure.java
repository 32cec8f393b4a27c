package dev.pilcrow.protocol.hub;

/** Why the FIFO that a registration names could not be opened for writing. */
public enum OpenFailure {
  /** Nobody has it open for reading (ENXIO). A classic client may still come: it is tried again. */
  NO_READER("nobody reads it"),
  /** There is no such file. */
  MISSING("no such file"),
  /** It is not a FIFO. */
  NOT_A_FIFO("not a FIFO"),
  /** Another user owns it. */
  NOT_OURS("owned by another user"),
  /** Group or others may open it (native clients make it 0600). */
  WRONG_MODE("accessible to group or others"),
  /** It has more than one name. */
  LINKED("more than one hard link"),
  /** Another file took its place between the check and the open. */
  REPLACED("replaced while being opened"),
  /** It is the FIFO of the session that holds the name: a registration said twice. */
  HELD("already registered"),
  /** The system refused for a reason of its own, such as EMFILE. */
  SYSTEM("system error");

  private final String text;

  OpenFailure(String text) {
    this.text = text;
  }

  /** A few words for a log line. */
  public String text() {
    return text;
  }
}
