package dev.pilcrow.fifo;

/**
 * Asks another poller again and again, for a while, before it lets that one block: a process that
 * is awake already need not be woken, and waking is most of a round trip on an idle machine.
 *
 * <p>Bounded and adaptive. It spins at most for its budget, and only where the wait before was that
 * short, whether it was spent spinning or blocked: so a conversation at full speed is spun through,
 * and after one longer silence the next wait blocks at once. Who is idle is asleep.
 *
 * <pre>
 *   wait before   this wait
 *   short         poll(0) poll(0) … until something came, or the budget is over: then block
 *   long          block
 * </pre>
 */
public final class SpinningPoller implements Poller {

  /** The largest budget, a second: whoever wants more should not wait at all. */
  public static final long MAX_SPIN_NANOS = 1_000_000_000L;

  private final Poller poller;
  private final Kernel kernel;
  private final long spinNanos;
  private boolean lastWaitWasShort;

  /** The other poller tells 0 both of a wake-up and of nothing; this tells them apart. */
  private volatile boolean woken;

  /**
   * @param poller becomes this one's own, closed with it
   * @param kernel tells the time
   * @param spinNanos the budget of a wait, from 1 to {@link #MAX_SPIN_NANOS}
   */
  public SpinningPoller(Poller poller, Kernel kernel, long spinNanos) {
    if (spinNanos < 1 || spinNanos > MAX_SPIN_NANOS) {
      throw new IllegalArgumentException("spinNanos is out of bounds: " + spinNanos);
    }
    this.poller = poller;
    this.kernel = kernel;
    this.spinNanos = spinNanos;
  }

  @Override
  public int add(int fd, int interest, long key) {
    return poller.add(fd, interest, key);
  }

  @Override
  public int modify(int fd, int interest, long key) {
    return poller.modify(fd, interest, key);
  }

  @Override
  public int remove(int fd) {
    return poller.remove(fd);
  }

  @Override
  public int poll(long timeoutNanos, ReadySink sink) {
    if (timeoutNanos == 0) {
      return poller.poll(0, sink);
    }
    long begun = kernel.nanoTime();
    int found = 0;
    if (lastWaitWasShort) {
      long budget = timeoutNanos < 0 ? spinNanos : Math.min(spinNanos, timeoutNanos);
      found = spin(begun + budget, sink);
    }
    if (found == 0 && !woken) {
      found = poller.poll(rest(timeoutNanos, kernel.nanoTime() - begun), sink);
    }
    if (woken) {
      woken = false;
    }
    lastWaitWasShort = kernel.nanoTime() - begun <= spinNanos;
    return found;
  }

  @Override
  public void wakeup() {
    woken = true; // first, so that whoever takes the event away finds this set
    poller.wakeup();
  }

  @Override
  public void close() {
    poller.close();
  }

  /** What was found; 0 when the time is over, or after a wake-up. */
  private int spin(long untilNanos, ReadySink sink) {
    int found;
    do {
      found = poller.poll(0, sink);
    } while (found == 0 && !woken && untilNanos - kernel.nanoTime() > 0);
    return found;
  }

  private static long rest(long timeoutNanos, long spentNanos) {
    return timeoutNanos < 0 ? FOREVER : Math.max(0, timeoutNanos - spentNanos);
  }
}
