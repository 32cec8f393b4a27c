package dev.pilcrow.fifo;

/**
 * The end of an attempt to open a FIFO.
 *
 * @param outcome how it ended
 * @param descriptor if {@link OpenOutcome#OPENED}, the caller's to close; else −1
 * @param identity if {@link OpenOutcome#OPENED} or {@link OpenOutcome#NO_READER}, which file it is;
 *     else {@link #NOTHING}
 * @param errno if {@link OpenOutcome#SYSTEM}, the error number; else 0
 */
public record OpenResult(OpenOutcome outcome, int descriptor, FileIdentity identity, int errno) {
  /** The identity of no file. */
  public static final FileIdentity NOTHING = new FileIdentity(0, 0);

  static OpenResult opened(int descriptor, FileIdentity identity) {
    return new OpenResult(OpenOutcome.OPENED, descriptor, identity, 0);
  }

  static OpenResult noReader(FileIdentity identity) {
    return new OpenResult(OpenOutcome.NO_READER, -1, identity, 0);
  }

  static OpenResult of(OpenOutcome outcome) {
    return new OpenResult(outcome, -1, NOTHING, 0);
  }

  static OpenResult system(int errno) {
    return new OpenResult(OpenOutcome.SYSTEM, -1, NOTHING, errno);
  }

  /** Whether {@link #descriptor} is open. */
  public boolean isOpen() {
    return outcome == OpenOutcome.OPENED;
  }

  /** What to tell a person, to follow the path. */
  public String text() {
    return outcome == OpenOutcome.SYSTEM
        ? outcome.text() + ": " + Errno.text(errno)
        : outcome.text();
  }
}
