package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.EpollPoller;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.hub.HubGauges;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The hub as it is in production, over a simulated process. A step is a turn of its loop. */
final class HubActor extends Actor {
  private final HubOptions options;
  private final Postman postman;
  private final transient UnaryOperator<Kernel> between;
  private @Nullable HubServer server;
  private boolean goesHome;
  private boolean goingHome;
  private int descriptorsAtStart;

  /**
   * @param postman is told what the hub logs, and how full it is
   */
  HubActor(SimulatedProcess process, HubOptions options, Postman postman) {
    this(process, options, postman, UnaryOperator.identity());
  }

  /**
   * @param between stands between the hub and its kernel
   */
  HubActor(
      SimulatedProcess process,
      HubOptions options,
      Postman postman,
      UnaryOperator<Kernel> between) {
    super(process);
    this.options = options;
    this.postman = postman;
    this.between = between;
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
    long beganNanos = process().nanoTime();
    if (!running.turn(0)) {
      running.close();
      exit();
    } else {
      gauge(running, beganNanos);
    }
  }

  @Override
  protected long timeoutNanos() {
    HubServer running = server;
    return running == null || goesHome ? 0 : running.timeoutNanos();
  }

  @Override
  protected String deed() {
    return "turns";
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

  private void gauge(HubServer running, long beganNanos) {
    HubGauges gauges = running.gauges();
    postman.onPassEnd(beganNanos, process().nanoTime(), gauges);
    Leaks.check(this, descriptorsAtStart + gauges.sessions());
  }

  /** A system that has no descriptor left at that moment makes the command end with an error. */
  private void start() throws IOException {
    try {
      Kernel kernel = between.apply(process());
      server = HubServer.open(kernel, new EventLoop(new EpollPoller(kernel)), options, postman);
      descriptorsAtStart = process().openDescriptors();
    } catch (SystemCallException e) {
      exit();
    }
  }
}
