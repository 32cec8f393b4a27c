package dev.pilcrow.fifo;

/**
 * The poller of Linux: epoll(7), level-triggered. One call costs the same whatever the number of
 * descriptors that are not ready.
 */
public final class EpollPoller implements Poller {
  /** How many events one {@link #poll} tells; the others follow at the next, none starves. */
  public static final int MAX_EVENTS = 256;

  private static final long WAKEUP_KEY = -1;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Kernel kernel;
  private final EpollEvents events = new EpollEvents(MAX_EVENTS);
  private final int epoll;
  private final Wakeup wakeup;
  private boolean closed;

  /**
   * @throws SystemCallException if there are no more descriptors to be had
   */
  public EpollPoller(Kernel kernel) throws SystemCallException {
    this.kernel = kernel;
    this.epoll = SystemCallException.check(kernel.epollCreate(), "epoll_create1", "poller");
    int eventFd = kernel.eventFd();
    int result = eventFd;
    if (eventFd >= 0) {
      result = kernel.epollControl(epoll, Epoll.CTL_ADD, eventFd, Epoll.EPOLLIN, WAKEUP_KEY);
    }
    if (result < 0) {
      if (eventFd >= 0) {
        kernel.close(eventFd);
      }
      kernel.close(epoll);
      throw new SystemCallException("eventfd", "poller", -result);
    }
    this.wakeup = Wakeup.overEventFd(kernel, eventFd);
  }

  @Override
  public int add(int fd, int interest, long key) {
    requireOpen(key);
    return kernel.epollControl(epoll, Epoll.CTL_ADD, fd, toEpoll(interest), key);
  }

  @Override
  public int modify(int fd, int interest, long key) {
    requireOpen(key);
    return kernel.epollControl(epoll, Epoll.CTL_MOD, fd, toEpoll(interest), key);
  }

  @Override
  public int remove(int fd) {
    requireOpen(0);
    return kernel.epollControl(epoll, Epoll.CTL_DEL, fd, 0, 0);
  }

  @Override
  public int poll(long timeoutNanos, ReadySink sink) {
    requireOpen(0);
    int found = kernel.epollWait(epoll, events, toMillis(timeoutNanos));
    if (found < 0) {
      return found == -Errno.EINTR ? 0 : found;
    }
    int told = 0;
    for (int i = 0; i < found; i++) {
      long key = events.data(i);
      if (key == WAKEUP_KEY) {
        wakeup.onReady();
      } else {
        sink.onReady(key, fromEpoll(events.events(i)));
        told++;
      }
    }
    return told;
  }

  @Override
  public void wakeup() {
    wakeup.wake();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      wakeup.close();
      kernel.close(epoll);
    }
  }

  /** Rounded up, so that nobody is woken before the time; more than 24 days are 24 days. */
  static int toMillis(long timeoutNanos) {
    if (timeoutNanos < 0) {
      return -1;
    }
    long millis = timeoutNanos / NANOS_PER_MILLI + (timeoutNanos % NANOS_PER_MILLI == 0 ? 0 : 1);
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /** The descriptor's number may be another file's once it is closed. */
  private void requireOpen(long key) {
    if (closed) {
      throw new IllegalStateException("the poller is closed");
    }
    if (key < 0) {
      throw new IllegalArgumentException("key " + key);
    }
  }

  private static int toEpoll(int interest) {
    return ((interest & READ) != 0 ? Epoll.EPOLLIN : 0)
        | ((interest & WRITE) != 0 ? Epoll.EPOLLOUT : 0);
  }

  private static int fromEpoll(int events) {
    return ((events & Epoll.EPOLLIN) != 0 ? READ : 0)
        | ((events & Epoll.EPOLLOUT) != 0 ? WRITE : 0)
        | ((events & Epoll.EPOLLERR) != 0 ? ERROR : 0)
        | ((events & Epoll.EPOLLHUP) != 0 ? HANGUP : 0);
  }
}
