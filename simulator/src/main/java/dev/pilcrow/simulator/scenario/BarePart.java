package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.hub.BareServer;
import java.io.IOException;

/** A bare hub, as it is in production. */
final class BarePart extends ServerPart {
  private final BareServer server;

  BarePart(ScenarioProcess process, Log log, String directory) throws IOException {
    super(process, log);
    this.server = BareServer.open(process, new EventLoop(Poller.open(process)), directory);
  }

  @Override
  void turn(long timeoutNanos) throws IOException {
    if (!server.turn(timeoutNanos)) {
      String failure = server.failure();
      log.got(failure == null ? "ended" : "ended: " + failure);
      server.close();
      end();
    }
  }

  @Override
  long timeoutNanos() {
    return server.timeoutNanos();
  }

  @Override
  void stop() {
    server.stop();
  }
}
