package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A hub, as it is in production. What it would log is what it gets. */
final class HubPart extends ServerPart implements HubListener {
  private final HubServer server;

  /**
   * Opens the hub.
   *
   * @throws IOException if it does not start
   */
  HubPart(ScenarioProcess process, Log log, HubOptions options) throws IOException {
    super(process, log);
    this.server = HubServer.open(process, new EventLoop(Poller.open(process)), options, this);
  }

  @Override
  void stop() {
    server.stop();
  }

  @Override
  void turn(long timeoutNanos) throws IOException {
    if (!server.turn(timeoutNanos)) {
      server
          .counters()
          .all()
          .forEach(
              (what, count) -> {
                if (count != 0) {
                  log.got(what + " " + count);
                }
              });
      server.close();
      log.got("ended");
      end();
    }
  }

  @Override
  long timeoutNanos() {
    return server.timeoutNanos();
  }

  @Override
  public void onJoined(Session session) {
    log.got(session.name() + " joined");
  }

  @Override
  public void onLeft(Session session, Departure why) {
    log.got(session.name() + " left: " + why.text());
  }

  @Override
  public void onRefused(Session session, ErrorCode code) {
    log.got(session.name() + " refused: " + code.text());
  }

  @Override
  public void onOpenFailed(Session session, String why) {
    log.got(session.name() + " not opened: " + why);
  }

  @Override
  public void onViolation(Violation violation, @Nullable Session sender) {
    log.got("violation: " + violation.text() + (sender == null ? "" : " by " + sender.name()));
  }

  @Override
  public void onDropped(Session session, long frames) {
    log.got(session.name() + " dropped: " + frames);
  }
}
