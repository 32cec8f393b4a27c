package dev.pilcrow.fifo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handlers of ready descriptors, one pass at a time.
 *
 * <p>It has no thread: whoever owns it calls {@link #turn} again and again, be that a thread, a
 * test or a simulator. Only {@link #wakeup} may be called by other threads.
 *
 * <p>An event carries the slot of its registration and the slot's generation:
 *
 * <pre>
 *   key   63 ............ 32   31 ............. 0
 *         generation (&gt; 0)     slot
 * </pre>
 *
 * so that one which was found before its registration was cancelled reaches nobody, neither the old
 * handler nor that of a descriptor which has got the same number since.
 *
 * <p>Files that cannot be polled (epoll says EPERM of regular files) count as always ready, as
 * poll(2) has it: their handlers are called at each turn, after those of the others.
 */
public final class EventLoop implements AutoCloseable {
  private static final int FIRST_SLOTS = 16;

  private final Poller poller;
  private final ReadySink dispatch = this::dispatch;
  private final List<Registration> files = new ArrayList<>();
  private @Nullable Registration[] slots = new Registration[FIRST_SLOTS];
  private int[] generations = new int[FIRST_SLOTS];
  private int[] freeSlots = new int[FIRST_SLOTS];
  private int freeCount;
  private int live;
  private int called;
  private boolean closed;

  /**
   * @param poller becomes this loop's own, closed with it
   */
  public EventLoop(Poller poller) {
    this.poller = poller;
    addFreeSlots(0);
  }

  /**
   * Watches a descriptor from the next turn on.
   *
   * @param interest {@link Poller#READ}, {@link Poller#WRITE}, both, or 0 for errors alone
   * @throws SystemCallException if the descriptor is not open, is registered already, or the kernel
   *     has no room for it
   */
  public Registration register(int fd, int interest, EventHandler handler)
      throws SystemCallException {
    requireInterest(interest);
    if (closed) {
      throw new IllegalStateException("the loop is closed");
    }
    if (freeCount == 0) {
      growSlots();
    }
    int slot = freeSlots[freeCount - 1];
    long key = (long) generations[slot] << 32 | slot;
    int result = poller.add(fd, interest, key);
    boolean pollable = result != -Errno.EPERM;
    if (pollable) {
      SystemCallException.check(result, "epoll_ctl", fd);
    }
    Registration registration = new Registration(this, fd, key, interest, handler, pollable);
    freeCount--;
    live++;
    slots[slot] = registration;
    if (!pollable) {
      files.add(registration);
    }
    return registration;
  }

  /**
   * One pass: waits until something is ready, then calls each ready descriptor's handler once.
   *
   * @param timeoutNanos 0 does not wait, {@link Poller#FOREVER} waits without end; a registered
   *     file that is always ready makes any wait 0
   * @return how many handlers were called; 0 when the time was over, after a wake-up or a signal
   * @throws SystemCallException if polling itself fails
   */
  public int turn(long timeoutNanos) throws SystemCallException {
    called = 0;
    int result = poller.poll(anyFileWanted() ? 0 : timeoutNanos, dispatch);
    SystemCallException.check(result, "poll", "event loop");
    serveFiles();
    return called;
  }

  /**
   * Makes the present turn, or the next one if none is under way, return without waiting. From any
   * thread, at any time.
   */
  public void wakeup() {
    poller.wakeup();
  }

  /** How many registrations are live. */
  public int size() {
    return live;
  }

  /** Cancels all registrations and closes the poller. The descriptors stay open. */
  @Override
  public void close() {
    if (!closed) {
      for (Registration registration : slots.clone()) {
        if (registration != null) {
          registration.cancel();
        }
      }
      closed = true;
      poller.close();
    }
  }

  static void requireInterest(int interest) {
    if ((interest & ~(Poller.READ | Poller.WRITE)) != 0) {
      throw new IllegalArgumentException("interest " + interest);
    }
  }

  Poller poller() {
    return poller;
  }

  void unwatch(Registration registration) {
    int result = poller.remove(registration.descriptor());
    if (result < 0) {
      throw new IllegalStateException(
          "descriptor " + registration.descriptor() + " was closed before it was cancelled",
          new SystemCallException("epoll_ctl", "descriptor " + registration.descriptor(), -result));
    }
  }

  void forget(Registration registration, boolean watched, boolean file) {
    int slot = (int) registration.key();
    slots[slot] = null;
    generations[slot] = generations[slot] == Integer.MAX_VALUE ? 1 : generations[slot] + 1;
    freeSlots[freeCount++] = slot;
    live--;
    if (file) {
      files.remove(registration);
    }
    if (watched) {
      unwatch(registration);
    }
  }

  private void dispatch(long key, int ready) {
    Registration registration = slots[(int) key];
    if (registration != null && registration.key() == key && registration.deliver(ready)) {
      called++;
    }
  }

  private boolean anyFileWanted() {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).interest() != 0) {
        return true;
      }
    }
    return false;
  }

  /** Calls the handlers of files, of those that were there when it began and still are. */
  private void serveFiles() {
    if (!files.isEmpty()) {
      for (Registration file : List.copyOf(files)) {
        if (file.deliver(file.interest())) {
          called++;
        }
      }
    }
  }

  private void growSlots() {
    int old = slots.length;
    slots = Arrays.copyOf(slots, 2 * old);
    generations = Arrays.copyOf(generations, 2 * old);
    freeSlots = Arrays.copyOf(freeSlots, 2 * old);
    addFreeSlots(old);
  }

  private void addFreeSlots(int from) {
    for (int slot = slots.length - 1; slot >= from; slot--) {
      generations[slot] = 1;
      freeSlots[freeCount++] = slot;
    }
  }
}
