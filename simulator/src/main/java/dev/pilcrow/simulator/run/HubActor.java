package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.EpollPoller;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The hub as it is in production, over a simulated process. A step is a turn of its loop. */
final class HubActor extends Actor {
  private final HubOptions options;
  private final HubListener listener;
  private @Nullable HubServer server;
  private boolean goesHome;
  private boolean goingHome;
  private int descriptorsAtStart;

  HubActor(SimulatedProcess process, HubOptions options, HubListener listener) {
    super(process);
    this.options = options;
    this.listener = listener;
  }

  @Override
  protected void step() throws IOException {
    HubServer running = server;
    if (running == null) {
      start();
      return;
    }
    if (goesHome) {
      goesHome = false;
      running.stop();
    }
    if (!running.turn(0)) {
      running.close();
      exit();
    }
  }

  @Override
  protected long timeoutNanos() {
    HubServer running = server;
    return running == null || goesHome ? 0 : running.timeoutNanos();
  }

  /** Stops, as by SIGTERM. */
  @Override
  protected void goHome() {
    goesHome = true;
    goingHome = true;
  }

  /** It was asked to stop. */
  boolean isGoingHome() {
    return goingHome;
  }

  /** How many descriptors it has open as long as it has no client. */
  int descriptorsAtStart() {
    return descriptorsAtStart;
  }

  /** A system that has no descriptor left at that moment makes the command end with an error. */
  private void start() throws IOException {
    try {
      server =
          HubServer.open(process(), new EventLoop(new EpollPoller(process())), options, listener);
      descriptorsAtStart = process().openDescriptors();
    } catch (SystemCallException e) {
      exit();
    }
  }
}
