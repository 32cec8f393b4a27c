package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.protocol.hub.OpenFailure;
import dev.pilcrow.protocol.hub.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Passes all on: to be overridden by what a wrong hub does otherwise. */
class ForwardingEffects implements HubEffects {
  private final HubEffects to;

  ForwardingEffects(HubEffects to) {
    this.to = to;
  }

  @Override
  public void open(Session session, @Nullable Session holder) {
    to.open(session, holder);
  }

  @Override
  public void join(Session session) {
    to.join(session);
  }

  @Override
  public void everyone(OutgoingFrame frame) {
    to.everyone(frame);
  }

  @Override
  public void everyoneText(ByteBuffer text, int offset, int length) {
    to.everyoneText(text, offset, length);
  }

  @Override
  public void direct(Session session, OutgoingFrame frame) {
    to.direct(session, frame);
  }

  @Override
  public void directText(Session session, ByteBuffer text, int offset, int length) {
    to.directText(session, text, offset, length);
  }

  @Override
  public void finish(Session session) {
    to.finish(session);
  }

  @Override
  public void close(Session session) {
    to.close(session);
  }

  @Override
  public void dropBacklog(Session session) {
    to.dropBacklog(session);
  }

  @Override
  public void pauseInbox() {
    to.pauseInbox();
  }

  @Override
  public void resumeInbox() {
    to.resumeInbox();
  }

  @Override
  public void joined(Session session) {
    to.joined(session);
  }

  @Override
  public void left(Session session, Departure why) {
    to.left(session, why);
  }

  @Override
  public void refused(Session session, ErrorCode code) {
    to.refused(session, code);
  }

  @Override
  public void openFailed(Session session, OpenFailure why) {
    to.openFailed(session, why);
  }

  @Override
  public void violated(Violation violation, @Nullable Session session) {
    to.violated(violation, session);
  }
}
