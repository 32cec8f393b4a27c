package dev.pilcrow.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Log lines through a bounded queue to a thread of its own, so that a stream that nobody reads
 * stops nobody but this thread. Lines that find the queue full are dropped and counted.
 */
final class LogWriter implements AutoCloseable {
  /** How many lines wait at most. */
  static final int MAX_WAITING = 4096;

  private static final long CLOSE_MILLIS = 1000;

  /** Never printed: wakes the thread at the end. */
  private static final String END = "";

  private final ArrayBlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final PrintStream out;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean closing;

  LogWriter(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.thread = new Thread(this::write, "pilcrow-log");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether a line would be taken; asking first saves making one that would not. */
  boolean hasRoom() {
    if (waiting.remainingCapacity() > 0) {
      return true;
    }
    dropped.incrementAndGet();
    return false;
  }

  /** A line without its end; never blocks. */
  void line(String text) {
    if (!waiting.offer(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + text)) {
      dropped.incrementAndGet();
    }
  }

  /** Lines that were not written because too many were waiting. */
  long dropped() {
    return dropped.get();
  }

  /**
   * Waits for what is queued to be written, for a second at most: the stream may be one that nobody
   * reads.
   */
  @Override
  public void close() {
    closing = true;
    boolean unused = waiting.offer(END); // a full queue wakes the thread as well
    boolean interrupted = false;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      do {
        String line = waiting.take();
        if (!line.equals(END)) {
          out.println(line);
        }
        if (waiting.isEmpty()) {
          out.flush();
        }
      } while (!(closing && waiting.isEmpty()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to end at once: what is queued is dropped
    }
  }
}
