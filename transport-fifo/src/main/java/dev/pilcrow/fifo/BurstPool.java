package dev.pilcrow.fifo;

import java.util.ArrayDeque;

/**
 * Bursts of one size, used again. At most {@code maxIdle} lie unused; any more are left to the
 * garbage collector. How many are in use is not bounded here but counted, for the owner to bound.
 * For one thread.
 */
public final class BurstPool {
  private final int burstCapacity;
  private final int maxIdle;
  private final ArrayDeque<Burst> idle;
  private int inUse;

  /**
   * @param burstCapacity the octets of each burst, at least 1
   * @param maxIdle how many unused bursts are kept, at least 1
   */
  public BurstPool(int burstCapacity, int maxIdle) {
    if (burstCapacity < 1 || maxIdle < 1) {
      throw new IllegalArgumentException("capacity " + burstCapacity + ", idle " + maxIdle);
    }
    this.burstCapacity = burstCapacity;
    this.maxIdle = maxIdle;
    this.idle = new ArrayDeque<>();
  }

  /** A burst with one reference, the caller's. What it holds is left over and means nothing. */
  public Burst acquire() {
    Burst burst = idle.pollLast();
    if (burst == null) {
      burst = new Burst(this, NativeBuffer.allocate(burstCapacity));
    }
    burst.onAcquired();
    inUse++;
    return burst;
  }

  /** The octets of each burst. */
  public int burstCapacity() {
    return burstCapacity;
  }

  /** How many bursts somebody holds a reference to. */
  public int inUse() {
    return inUse;
  }

  /** The memory of the bursts in use: what is pinned, however little of it is still owed. */
  public long inUseOctets() {
    return (long) inUse * burstCapacity;
  }

  /** How many bursts lie unused. */
  public int idle() {
    return idle.size();
  }

  void onReleased(Burst burst) {
    inUse--;
    if (idle.size() < maxIdle) {
      idle.addLast(burst);
    }
  }
}
