package dev.pilcrow.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How fast the thread that asks gets on. It counts the time that the thread computes: not what it
 * waits for a processor, nor what the garbage collector and the compiler do on other threads.
 */
final class Speedometer {
  private static final double NANOS = 1e9;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long begunNanos = threads.getCurrentThreadCpuTime();
  private long lapNanos = begunNanos;
  private long events;

  /**
   * Events for each second since the last lap.
   *
   * @param more how many events there were since then
   */
  double lap(long more) {
    long now = threads.getCurrentThreadCpuTime();
    double rate = more * NANOS / Math.max(1, now - lapNanos);
    lapNanos = now;
    events += more;
    return rate;
  }

  /** Events for each second in all laps. */
  double total() {
    return events * NANOS / Math.max(1, lapNanos - begunNanos);
  }
}
