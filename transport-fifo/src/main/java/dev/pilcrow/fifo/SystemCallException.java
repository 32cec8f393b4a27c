package dev.pilcrow.fifo;

import java.io.IOException;

/**
 * A system call failed in a way that its caller cannot go on from.
 *
 * <p>What depends on other processes (a reader that is not there, a name that is taken) is an
 * outcome, such as {@link OpenOutcome}, never this exception.
 */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final String subject;
  private final int errno;

  /**
   * @param call the system call's name, such as {@code openat}
   * @param subject the path, or {@code descriptor N}, that it was about
   * @param errno the positive error number, one of {@link Errno}'s where listed
   */
  public SystemCallException(String call, String subject, int errno) {
    this(call, subject, errno, "");
  }

  /**
   * @param advice what to do, for a person; empty if nothing is known
   */
  SystemCallException(String call, String subject, int errno, String advice) {
    super(
        subject
            + ": "
            + Errno.text(errno)
            + (" (" + call + ": " + Errno.name(errno) + ")")
            + (advice.isEmpty() ? "" : ": " + advice));
    this.call = call;
    this.subject = subject;
    this.errno = errno;
  }

  /** The result of a call if it is no error. The error, a negative {@code result}, is thrown. */
  static int check(int result, String call, String subject) throws SystemCallException {
    if (result < 0) {
      throw new SystemCallException(call, subject, -result);
    }
    return result;
  }

  /** As {@link #check(int, String, String)}, about a descriptor. */
  static int check(int result, String call, int descriptor) throws SystemCallException {
    return result < 0 ? check(result, call, "descriptor " + descriptor) : result;
  }

  /** The system call's name. */
  public String call() {
    return call;
  }

  /** The path, or {@code descriptor N}, that the call was about. */
  public String subject() {
    return subject;
  }

  /** The positive error number. */
  public int errno() {
    return errno;
  }

  /** The symbolic name of {@link #errno()}, such as {@code ENOENT}. */
  public String symbol() {
    return Errno.name(errno);
  }
}
