package dev.pilcrow.cli;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import java.util.Arrays;

/**
 * Writes to a descriptor on a thread of its own, so that one which nobody reads stops nobody but
 * this thread.
 *
 * <p>What waits is bounded by those who put: they look at {@link #isFull} first, and hear by a
 * callback when that has changed. The descriptor may be one that others have made non-blocking.
 */
final class Output {
  /** With so much waiting it is full. */
  static final int FULL_OCTETS = 1 << 18;

  private static final int WRITE_OCTETS = 1 << 16;
  private static final long FOREVER = 0;

  private final Kernel kernel;
  private final int descriptor;
  private final Runnable onChange;
  private final NativeBuffer chunk = NativeBuffer.allocate(WRITE_OCTETS);
  private byte[] waiting = new byte[1 << 13];
  private int waitingOctets;
  private byte[] writing = new byte[1 << 13];
  private int writingOctets;
  private int errno;
  private boolean finishing;
  private boolean hurried;
  private long deadlineNanos;

  private Output(Kernel kernel, int descriptor, Runnable onChange) {
    this.kernel = kernel;
    this.descriptor = descriptor;
    this.onChange = onChange;
  }

  /**
   * @param onChange called on another thread when {@link #isFull} has become false or {@link
   *     #errno} other than 0
   */
  static Output start(Kernel kernel, int descriptor, Runnable onChange) {
    Output output = new Output(kernel, descriptor, onChange);
    Thread thread = new Thread(output::run, "pilcrow-output-" + descriptor);
    thread.setDaemon(true);
    thread.start();
    return output;
  }

  /** Takes octets, however many wait already; never blocks. */
  synchronized void put(byte[] octets) {
    if (errno != 0) {
      return;
    }
    int needed = Math.addExact(waitingOctets, octets.length);
    if (needed > waiting.length) {
      waiting = Arrays.copyOf(waiting, (int) Math.min(Integer.MAX_VALUE - 8, 2L * needed));
    }
    System.arraycopy(octets, 0, waiting, waitingOctets, octets.length);
    waitingOctets = needed;
    notifyAll();
  }

  /** Whether so much waits that no more should be put. */
  synchronized boolean isFull() {
    return errno == 0 && waitingOctets() >= FULL_OCTETS;
  }

  /** How much waits to be written. */
  synchronized int waitingOctets() {
    return waitingOctets + writingOctets;
  }

  /** Why nothing can be written any more; 0 if it can. */
  synchronized int errno() {
    return errno;
  }

  /** Waits until all is written, or cannot be, or the time that {@link #hurry} gives is over. */
  synchronized void finish() throws InterruptedException {
    finishing = true;
    notifyAll();
    while (errno == 0 && waitingOctets() > 0) {
      long millis = hurried ? NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()) : FOREVER;
      if (hurried && millis <= 0) {
        return;
      }
      wait(millis);
    }
  }

  /** From now on {@link #finish} takes no longer than this. */
  synchronized void hurry(long nanos) {
    hurried = true;
    deadlineNanos = System.nanoTime() + nanos;
    notifyAll();
  }

  private void run() {
    try {
      while (next()) {
        int result = write();
        synchronized (this) {
          boolean full = isFull();
          writingOctets = 0;
          errno = result;
          notifyAll();
          if (!full && result == 0) {
            continue;
          }
        }
        onChange.run();
        if (result != 0) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for something to write; false if there will be nothing any more. */
  private synchronized boolean next() throws InterruptedException {
    while (waitingOctets == 0) {
      if (finishing) {
        return false;
      }
      wait();
    }
    byte[] octets = waiting;
    waiting = writing;
    writing = octets;
    writingOctets = waitingOctets;
    waitingOctets = 0;
    return true;
  }

  /** Writes all that is to be written; returns 0 or the error. */
  private int write() {
    int at = 0;
    while (at < writingOctets) {
      int length = Math.min(WRITE_OCTETS, writingOctets - at);
      chunk.bytes().put(0, writing, at, length);
      int result = kernel.write(descriptor, chunk, 0, length);
      if (result >= 0) {
        at += result;
      } else if (result == -Errno.EAGAIN) {
        int failed = awaitRoom();
        if (failed != 0) {
          return failed;
        }
      } else if (result != -Errno.EINTR) {
        return -result;
      }
    }
    return 0;
  }

  /** Others have made the descriptor non-blocking: waits for room as for any other FIFO. */
  private int awaitRoom() {
    try {
      Poller poller = Poller.open(kernel);
      try {
        int result = poller.add(descriptor, Poller.WRITE, 0);
        return result < 0 ? -result : Math.max(0, -poller.poll(Poller.FOREVER, (key, ready) -> {}));
      } finally {
        poller.close();
      }
    } catch (SystemCallException e) {
      return e.errno();
    }
  }
}
