package dev.pilcrow.cli;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.client.ClientOptions;
import dev.pilcrow.fifo.client.ClientState;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.HubClient;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Drives a client to its end on the calling thread, and tries the next name where one is taken.
 * Only {@link #interrupt} may be called by other threads.
 */
final class ClientDriver {
  /** How long a client that was interrupted waits for the answer to its goodbye. */
  static final long GOODBYE_NANOS = 1_000_000_000L;

  private final Kernel kernel;
  private final EventLoop loop;
  private volatile boolean interrupted;
  private boolean leaving;
  private long closeAtNanos;

  /**
   * @param loop stays its owner's
   */
  ClientDriver(Kernel kernel, EventLoop loop) {
    this.kernel = kernel;
    this.loop = loop;
  }

  /** Returns when the client is closed; the work knows how it ended. */
  void run(Iterator<String> names, Function<String, ClientOptions> options, ClientWork work)
      throws SystemCallException {
    boolean again;
    do {
      HubClient client = HubClient.connect(kernel, loop, options.apply(names.next()), work);
      drive(client, work);
      boolean taken = work.reason() == CloseReason.NAME_TAKEN && client.welcome() == null;
      again = taken && names.hasNext() && !interrupted;
    } while (again);
  }

  /** Makes the client say goodbye, and end a little later at most. Any thread. */
  void interrupt() {
    interrupted = true;
    loop.wakeup();
  }

  boolean isInterrupted() {
    return interrupted;
  }

  /** What is to be looked at by the work has changed. Any thread. */
  void wakeup() {
    loop.wakeup();
  }

  private void drive(HubClient client, ClientWork work) throws SystemCallException {
    long workTimeout = 0;
    while (client.state() != ClientState.CLOSED) {
      loop.turn(Poller.sooner(workTimeout, Poller.sooner(client.timeoutNanos(), closeTimeout())));
      long now = kernel.nanoTime();
      leaveIfInterrupted(client, now);
      workTimeout = work.onTurn(client, now);
      client.onTick(now);
    }
  }

  private void leaveIfInterrupted(HubClient client, long now) {
    if (interrupted && !leaving) {
      leaving = true;
      closeAtNanos = now + GOODBYE_NANOS;
      client.leave();
    } else if (leaving && now - closeAtNanos >= 0) {
      client.close();
    }
  }

  private long closeTimeout() {
    return leaving ? Math.max(0, closeAtNanos - kernel.nanoTime()) : Poller.FOREVER;
  }
}
