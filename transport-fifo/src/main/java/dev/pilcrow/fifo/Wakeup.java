package dev.pilcrow.fifo;

/**
 * Wakes a poller from another thread, through a descriptor that the poller watches.
 *
 * <p>A descriptor's number may be somebody else's as soon as it is closed; so closing and writing
 * exclude each other, and a wake-up after the end writes nothing. Wake-ups that nobody has seen yet
 * are one: the descriptor is written to once.
 */
final class Wakeup {
  private static final int LENGTH = Long.BYTES;

  private final Kernel kernel;
  private final int readEnd;
  private final int writeEnd;
  private final NativeBuffer one = NativeBuffer.allocate(LENGTH);
  private final NativeBuffer seen = NativeBuffer.allocate(LENGTH);
  private boolean pending;
  private boolean closed;

  private Wakeup(Kernel kernel, int readEnd, int writeEnd) {
    this.kernel = kernel;
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
    one.bytes().putLong(0, 1);
  }

  /**
   * @param eventFd of {@link Kernel#eventFd}; becomes this object's own
   */
  static Wakeup overEventFd(Kernel kernel, int eventFd) {
    return new Wakeup(kernel, eventFd, eventFd);
  }

  /**
   * @param two of {@link Kernel#pipe}, not blocking; become this object's own
   */
  static Wakeup overPipe(Kernel kernel, int[] two) {
    return new Wakeup(kernel, two[0], two[1]);
  }

  /** Makes the descriptor ready. From any thread, at any time. */
  synchronized void wake() {
    if (!pending && !closed) {
      pending = true;
      int result;
      do {
        result = kernel.write(writeEnd, one, 0, LENGTH);
      } while (result == -Errno.EINTR);
    }
  }

  /** The poller found the descriptor ready: makes it not ready again. */
  synchronized void onReady() {
    int result;
    do {
      result = kernel.read(readEnd, seen, 0, LENGTH);
    } while (result == -Errno.EINTR);
    pending = false;
  }

  synchronized void close() {
    if (!closed) {
      closed = true;
      kernel.close(readEnd);
      if (writeEnd != readEnd) {
        kernel.close(writeEnd);
      }
    }
  }
}
