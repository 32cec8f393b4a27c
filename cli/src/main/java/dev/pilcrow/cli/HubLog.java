package dev.pilcrow.cli;

import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubCounters;
import dev.pilcrow.protocol.hub.Session;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The hub's log: one line an event, its kind first, then whom it is about. Never a token, never a
 * payload.
 */
final class HubLog implements HubListener {
  private final LogWriter log;

  HubLog(LogWriter log) {
    this.log = log;
  }

  @Override
  public void onJoined(Session session) {
    byte[] path = session.path();
    String classic =
        path == null ? "" : " classic " + SafeText.escape(new String(path, StandardCharsets.UTF_8));
    line("joined " + session.name() + classic);
  }

  @Override
  public void onLeft(Session session, Departure why) {
    line("left " + session.name() + ": " + why.text());
  }

  @Override
  public void onRefused(Session session, ErrorCode code) {
    line("refused " + session.name() + ": " + code.text());
  }

  @Override
  public void onOpenFailed(Session session, String why) {
    line("not-opened " + session.name() + ": " + why);
  }

  @Override
  public void onViolation(Violation violation, @Nullable Session sender) {
    if (log
        .hasRoom()) { // a flood of garbage is counted, but not made into text that nobody will read
      log.line("violation " + (sender == null ? "-" : sender.name()) + ": " + violation.text());
    }
  }

  @Override
  public void onDropped(Session session, long frames) {
    line("gap " + session.name() + ": " + frames + " frames dropped");
  }

  /** The last line: every counter. */
  void summary(HubCounters counters) {
    StringBuilder line = new StringBuilder("counters");
    counters
        .all()
        .forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    line.append(" log-dropped=").append(log.dropped());
    log.line(line.toString());
  }

  private void line(String text) {
    log.line(text);
  }
}
