package dev.pilcrow.fifo;

/**
 * Tells which of many descriptors are ready, level-triggered: what is still so is told again.
 *
 * <p>One thread owns a poller and makes all calls but {@link #wakeup}. A descriptor is removed
 * before it is closed. The sink may add, modify and remove (and then close) any descriptor; events
 * of the same pass that were found before are still told, which {@link EventLoop} hides from its
 * users.
 *
 * <p>{@code PollerContract} among the tests says what every implementation does.
 */
public interface Poller extends AutoCloseable {
  /** Interest and readiness: reading would not block (there are octets, or the end was reached). */
  int READ = 1;

  /** Interest and readiness: writing at least something would not block. */
  int WRITE = 2;

  /** Readiness only, always told: POLLERR. A pipe's write end has lost its last reader. */
  int ERROR = 4;

  /** Readiness only, always told: POLLHUP. A pipe's read end has lost its last writer. */
  int HANGUP = 8;

  /** A timeout for {@link #poll} that never ends. */
  long FOREVER = -1;

  /** The shorter of two timeouts, either of which may be {@link #FOREVER}. */
  static long sooner(long nanos, long otherNanos) {
    if (nanos == FOREVER) {
      return otherNanos;
    }
    return otherNanos == FOREVER ? nanos : Math.min(nanos, otherNanos);
  }

  /** The poller that suits the kernel: epoll, but for the machine's own where that is not Linux. */
  static Poller open(Kernel kernel) throws SystemCallException {
    return kernel instanceof NativeKernel && !Platform.IS_LINUX
        ? new EnxioPoller(kernel)
        : new EpollPoller(kernel);
  }

  /**
   * Watches a descriptor.
   *
   * @param interest {@link #READ}, {@link #WRITE}, both, or 0 to be told {@link #ERROR} and {@link
   *     #HANGUP} alone
   * @param key comes back with each event; not negative
   * @return 0, or −errno: −{@code EPERM} for a file that has no readiness (a regular one), −{@code
   *     EEXIST} for a descriptor that is watched already
   */
  int add(int fd, int interest, long key);

  /** Changes interest and key of a descriptor that is watched. Returns 0 or −errno. */
  int modify(int fd, int interest, long key);

  /** Ends the watching of a descriptor. Returns 0 or −errno. */
  int remove(int fd);

  /**
   * Waits until a descriptor is ready, {@link #wakeup} was called or the time is over, and tells
   * the sink all that is ready, at most a fixed number at a time.
   *
   * @param timeoutNanos 0 returns at once, {@link #FOREVER} waits for ever; otherwise rounded up to
   *     milliseconds
   * @return how many events were told, 0 also for a wake-up or a signal ({@code EINTR}); or −errno
   */
  int poll(long timeoutNanos, ReadySink sink);

  /**
   * Makes the present or, if there is none, the next {@link #poll} return. From any thread, at any
   * time; does nothing once the poller is closed.
   */
  void wakeup();

  /** Frees the poller's own descriptors. The watched ones stay open. A second call does nothing. */
  @Override
  void close();
}
