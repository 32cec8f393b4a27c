package dev.pilcrow.fifo;

/**
 * Octets that several readers are owed, kept once and counted: the last who lets go returns the
 * memory to its {@link BurstPool}.
 *
 * <p>Who fills a burst holds one reference and releases it when everybody who is owed some of it
 * has taken a reference of their own. Octets that were handed to anybody are not changed any more;
 * octets behind them may still be added. For one thread.
 */
public final class Burst {
  private final BurstPool pool;
  private final NativeBuffer buffer;
  private int references;

  Burst(BurstPool pool, NativeBuffer buffer) {
    this.pool = pool;
    this.buffer = buffer;
  }

  /** The octets; borrowed for as long as a reference is held. */
  public NativeBuffer buffer() {
    return buffer;
  }

  /** The length of {@link #buffer} in octets. */
  public int capacity() {
    return buffer.capacity();
  }

  /** How many references are held; 0 while it lies in its pool. */
  public int references() {
    return references;
  }

  /**
   * Takes a reference.
   *
   * @throws IllegalStateException if there is none, so that the memory may be somebody else's
   */
  public void retain() {
    requireHeld();
    references++;
  }

  /**
   * Gives a reference back; with the last one the octets are gone.
   *
   * @throws IllegalStateException if there is none
   */
  public void release() {
    requireHeld();
    if (--references == 0) {
      pool.onReleased(this);
    }
  }

  void onAcquired() {
    references = 1;
  }

  private void requireHeld() {
    if (references == 0) {
      throw new IllegalStateException("the burst was released");
    }
  }
}
