package dev.pilcrow.benchmarks.micro;

import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.protocol.hub.OpenFailure;
import dev.pilcrow.protocol.hub.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Counts what the hub asks for, and remembers whom it asked to open or finish last. */
final class CountingEffects implements HubEffects {
  private long count;
  private @Nullable Session opening;
  private @Nullable Session finishing;

  long count() {
    return count;
  }

  Session opening() {
    return required(opening);
  }

  Session finishing() {
    return required(finishing);
  }

  @Override
  public void open(Session session, @Nullable Session holder) {
    opening = session;
  }

  @Override
  public void finish(Session session) {
    finishing = session;
  }

  @Override
  public void everyone(OutgoingFrame frame) {
    count += frame.length();
  }

  @Override
  public void direct(Session to, OutgoingFrame frame) {
    count += frame.length();
  }

  @Override
  public void everyoneText(ByteBuffer text, int offset, int length) {
    count += length;
  }

  @Override
  public void directText(Session to, ByteBuffer text, int offset, int length) {
    count += length;
  }

  @Override
  public void violated(Violation violation, @Nullable Session session) {
    count++;
  }

  @Override
  public void join(Session session) {}

  @Override
  public void close(Session session) {}

  @Override
  public void dropBacklog(Session session) {}

  @Override
  public void pauseInbox() {}

  @Override
  public void resumeInbox() {}

  @Override
  public void joined(Session session) {}

  @Override
  public void left(Session session, Departure why) {}

  @Override
  public void refused(Session session, ErrorCode code) {}

  @Override
  public void openFailed(Session session, OpenFailure why) {}

  private static Session required(@Nullable Session session) {
    if (session == null) {
      throw new IllegalStateException("the hub has asked for nothing");
    }
    return session;
  }
}
