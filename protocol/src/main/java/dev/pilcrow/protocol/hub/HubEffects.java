package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Hub} asks of the world. An implementation performs or records each call and never
 * calls back into the hub from within one: what it learns (opened, gone, drained) it hands to the
 * hub later, as an input of its own.
 *
 * <p>Frames and buffers are borrowed: they are valid until the call returns.
 */
public interface HubEffects {

  /**
   * Try to open the session's FIFO for writing; answer with {@link Hub#onOpened} or {@link
   * Hub#onOpenFailed}.
   *
   * @param holder the session that holds the same name, if any: its own FIFO must not be opened a
   *     second time, the answer is then {@link OpenFailure#HELD}
   */
  void open(Session session, @Nullable Session holder);

  /** From here on, the session receives what is sent to everyone. */
  void join(Session session);

  /** A frame to every native session that has joined. */
  void everyone(OutgoingFrame frame);

  /** The same message for every classic session that has joined: raw octets, {@code length} ≥ 1. */
  void everyoneText(ByteBuffer text, int offset, int length);

  /** A frame to one native session. It keeps its place among those to everyone. */
  void direct(Session to, OutgoingFrame frame);

  /** Raw octets to one classic session, {@code length} ≥ 1. */
  void directText(Session to, ByteBuffer text, int offset, int length);

  /**
   * The session receives nothing sent from here on; say {@link Hub#onDrained} as soon as all that
   * was sent before is in its pipe.
   */
  void finish(Session session);

  /**
   * Forget the session: drop its queue, cancel an open under way, remove its FIFO from the hub's
   * directory if it is still the one that was opened, close the descriptor if there is one. The
   * session's slot may be used again.
   */
  void close(Session session);

  /**
   * Drop those queued frames of the session of which no octet is in the pipe yet; say how many they
   * were with {@link Hub#onDropped}, before any other input. A {@code gap} among them counts for as
   * many frames as it stood for, so that the next one tells of them all; say how many these are.
   */
  void dropBacklog(Session session);

  /** Leave the inbox unread. All else goes on. */
  void pauseInbox();

  /** Read the inbox again. */
  void resumeInbox();

  /** For the log: the session is active. */
  void joined(Session session);

  /** For the log: the session is active no more. */
  void left(Session session, Departure why);

  /** For the log: a registration was refused with an error. */
  void refused(Session session, ErrorCode code);

  /** For the log: a registration came to nothing, because its FIFO could not be opened. */
  void openFailed(Session session, OpenFailure why);

  /** For the log: a frame was dropped; {@code session} is its sender, where a token told. */
  void violated(Violation violation, @Nullable Session session);
}
