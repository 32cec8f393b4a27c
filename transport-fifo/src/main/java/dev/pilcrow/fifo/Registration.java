package dev.pilcrow.fifo;

/**
 * A descriptor watched by an {@link EventLoop}. Used by the loop's thread only; ends with {@link
 * #cancel}, which must come before the descriptor is closed.
 */
public final class Registration {
  private static final int WATCHED = 0;
  private static final int SUSPENDED = 1;
  private static final int ALWAYS_READY = 2;
  private static final int CANCELLED = 3;

  private final EventLoop loop;
  private final int descriptor;
  private final long key;
  private final EventHandler handler;
  private int interest;
  private int state;

  Registration(
      EventLoop loop,
      int descriptor,
      long key,
      int interest,
      EventHandler handler,
      boolean pollable) {
    this.loop = loop;
    this.descriptor = descriptor;
    this.key = key;
    this.interest = interest;
    this.handler = handler;
    this.state = pollable ? WATCHED : ALWAYS_READY;
  }

  /** The descriptor. */
  public int descriptor() {
    return descriptor;
  }

  /** The present interest, as last set. */
  public int interest() {
    return interest;
  }

  /**
   * Sets what the handler is called for, and ends a suspension. Makes no system call if nothing
   * changes.
   *
   * @param interest {@link Poller#READ}, {@link Poller#WRITE}, both, or 0 for errors alone
   * @throws SystemCallException if the kernel refuses (it may be out of memory for its table)
   * @throws IllegalStateException once cancelled
   */
  public void interest(int interest) throws SystemCallException {
    requireLive();
    EventLoop.requireInterest(interest);
    if (state == SUSPENDED) {
      SystemCallException.check(
          loop.poller().add(descriptor, interest, key), "epoll_ctl", descriptor);
      state = WATCHED;
    } else if (state == WATCHED && interest != this.interest) {
      SystemCallException.check(
          loop.poller().modify(descriptor, interest, key), "epoll_ctl", descriptor);
    }
    this.interest = interest;
  }

  /**
   * Stops all events, errors and hangups too, until {@link #interest(int)} is called. Interest 0 is
   * not enough to leave a pipe alone whose writer has gone: its hangup would be told at each turn.
   *
   * @throws IllegalStateException once cancelled
   */
  public void suspend() {
    requireLive();
    if (state == WATCHED) {
      loop.unwatch(this);
      state = SUSPENDED;
    }
    interest = 0;
  }

  /**
   * Whether the descriptor cannot be polled, such as a regular file, and therefore counts as ready
   * at each turn for whatever its interest is.
   */
  public boolean isAlwaysReady() {
    return state == ALWAYS_READY;
  }

  /**
   * Ends the watching: the handler is not called again, not even for an event that the present pass
   * has found already. Must be called before the descriptor is closed. A second call does nothing.
   */
  public void cancel() {
    if (state != CANCELLED) {
      int before = state;
      state = CANCELLED;
      loop.forget(this, before == WATCHED, before == ALWAYS_READY);
    }
  }

  /** Whether {@link #cancel} was called, or the loop closed. */
  public boolean isCancelled() {
    return state == CANCELLED;
  }

  long key() {
    return key;
  }

  /** Calls the handler if anything of {@code ready} still matters; says whether it did. */
  boolean deliver(int ready) {
    int wanted = ready & (interest | Poller.ERROR | Poller.HANGUP);
    if (wanted == 0 || state == SUSPENDED || state == CANCELLED) {
      return false;
    }
    handler.onReady(wanted);
    return true;
  }

  private void requireLive() {
    if (state == CANCELLED) {
      throw new IllegalStateException("descriptor " + descriptor + " is no longer registered");
    }
  }
}
