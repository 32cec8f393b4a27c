package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sink that keeps what the hub asked for as values, in order, and does nothing. */
public final class EffectRecorder implements HubEffects {
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(Wire.MAX_FRAME);
  private List<Effect> effects = new ArrayList<>();

  /** All effects since the last call, which forgets them. */
  public List<Effect> take() {
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  @Override
  public void open(Session session, @Nullable Session holder) {
    effects.add(new Effect.Open(Effect.id(session), holder == null ? null : Effect.id(holder)));
  }

  @Override
  public void join(Session session) {
    effects.add(new Effect.Join(Effect.id(session)));
  }

  @Override
  public void everyone(OutgoingFrame frame) {
    effects.add(new Effect.Everyone(text(frame)));
  }

  @Override
  public void everyoneText(ByteBuffer text, int offset, int length) {
    effects.add(new Effect.EveryoneText(text(text, offset, length)));
  }

  @Override
  public void direct(Session to, OutgoingFrame frame) {
    effects.add(new Effect.Direct(Effect.id(to), text(frame)));
  }

  @Override
  public void directText(Session to, ByteBuffer text, int offset, int length) {
    effects.add(new Effect.DirectText(Effect.id(to), text(text, offset, length)));
  }

  @Override
  public void finish(Session session) {
    effects.add(new Effect.Finish(Effect.id(session)));
  }

  @Override
  public void close(Session session) {
    effects.add(new Effect.Close(Effect.id(session)));
  }

  @Override
  public void dropBacklog(Session session) {
    effects.add(new Effect.DropBacklog(Effect.id(session)));
  }

  @Override
  public void pauseInbox() {
    effects.add(new Effect.PauseInbox());
  }

  @Override
  public void resumeInbox() {
    effects.add(new Effect.ResumeInbox());
  }

  @Override
  public void joined(Session session) {
    effects.add(new Effect.Joined(Effect.id(session)));
  }

  @Override
  public void left(Session session, Departure why) {
    effects.add(new Effect.Left(Effect.id(session), why));
  }

  @Override
  public void refused(Session session, ErrorCode code) {
    effects.add(new Effect.Refused(Effect.id(session), code));
  }

  @Override
  public void openFailed(Session session, OpenFailure why) {
    effects.add(new Effect.OpenFailed(Effect.id(session), why));
  }

  @Override
  public void violated(Violation violation, @Nullable Session session) {
    effects.add(new Effect.Violated(violation, session == null ? null : Effect.id(session)));
  }

  private String text(OutgoingFrame frame) {
    return text(scratch, 0, frame.encode(scratch, 0) - 1);
  }

  private static String text(ByteBuffer in, int offset, int length) {
    return Effect.text(Octets.copy(in, offset, offset + length));
  }
}
