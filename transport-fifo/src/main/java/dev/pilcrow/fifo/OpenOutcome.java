package dev.pilcrow.fifo;

/**
 * How opening or making a FIFO ended. All but {@link #SYSTEM} are what other processes can cause.
 */
public enum OpenOutcome {
  /** Open; the descriptor is the caller's to close. */
  OPENED("open"),
  /** It is a FIFO as it should be, but nobody has it open for reading (ENXIO). */
  NO_READER("has no reader"),
  /** Nothing has that name. */
  MISSING("does not exist"),
  /** A regular file, a directory, a symbolic link, … It was not opened. */
  NOT_A_FIFO("is not a FIFO"),
  /** It belongs to another user. It was not opened. */
  NOT_OURS("belongs to another user"),
  /** Group or others have some permission on it. It was not opened. */
  WRONG_MODE("is accessible to others"),
  /** It has further names (hard links). It was not opened. */
  LINKED("has further names"),
  /** While it was being opened another file took its name. It was closed, nothing was written. */
  REPLACED("was replaced meanwhile"),
  /** A fresh FIFO was asked for, but somebody reads the one of that name. */
  IN_USE("is in use"),
  /** The system refused, with an errno. */
  SYSTEM("cannot be opened");

  private final String text;

  OpenOutcome(String text) {
    this.text = text;
  }

  /** A short predicate in lower case, to follow a path. */
  public String text() {
    return text;
  }
}
