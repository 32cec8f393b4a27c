package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.classic.ClassicDecoder;
import dev.pilcrow.protocol.classic.ClassicHandler;
import dev.pilcrow.protocol.frame.FrameDecoder;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Violation;
import java.nio.ByteBuffer;

/**
 * Bytes of the inbox in, inputs of the {@link Hub} out: the native decoder, or the classic one, and
 * the rule of the drained tail.
 *
 * <p>Keeps no octets; single-threaded, like the hub.
 */
public final class InboxDecoder {
  /** Octets of the longest tail that {@link #decode} leaves to be kept. */
  public static final int MAX_TAIL = ClassicDecoder.MAX_TAIL;

  private final FrameDecoder decoder = new FrameDecoder();
  private final ClassicDecoder classic;
  private final ToHub toHub;
  private final boolean servesClassic;

  /** A decoder that feeds the hub. */
  public InboxDecoder(Hub hub) {
    this.toHub = new ToHub(hub);
    this.classic = new ClassicDecoder(hub.addresses());
    this.servesClassic = hub.config().classic();
  }

  /**
   * Hands every frame of {@code [from, to)} to the hub.
   *
   * @param drained whether the inbox is empty behind these octets: a read brought less than it
   *     asked for, or nothing
   * @return where the unterminated tail begins, which the caller keeps in front of what it reads
   *     next; {@code to} when drained. The tail is never longer than {@link #MAX_TAIL}.
   */
  public int decode(long nowNanos, ByteBuffer in, int from, int to, boolean drained) {
    toHub.nowNanos = nowNanos;
    if (servesClassic) {
      int end = classic.decode(in, from, to, drained, toHub);
      if (drained) {
        toHub.hub.inboxDrained();
      }
      return end;
    }
    int tail = decoder.decode(in, from, to, toHub);
    if (!drained) {
      return tail;
    }
    decoder.drained(in, tail, to, toHub);
    return to;
  }

  private static final class ToHub implements ClassicHandler {
    private final Hub hub;
    private long nowNanos;

    ToHub(Hub hub) {
      this.hub = hub;
    }

    @Override
    public void onRegistration(IncomingFrame frame) {
      hub.onRegistration(nowNanos, frame);
    }

    @Override
    public void onData(IncomingFrame frame) {
      hub.onData(nowNanos, frame);
    }

    @Override
    public void onDisconnect(IncomingFrame frame) {
      hub.onDisconnect(nowNanos, frame);
    }

    @Override
    public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
      hub.onViolation(nowNanos, violation, in, offset, length);
    }

    @Override
    public void onClassicRegistration(ByteBuffer in, int pathOffset, int pathLength) {
      hub.onClassicRegistration(nowNanos, in, pathOffset, pathLength);
    }

    @Override
    public void onClassicText(
        ByteBuffer in, int pathOffset, int pathLength, int textOffset, int textLength) {
      hub.onClassicText(nowNanos, in, pathOffset, pathLength, textOffset, textLength);
    }

    @Override
    public void onClassicGoodbye(ByteBuffer in, int pathOffset, int pathLength) {
      hub.onClassicGoodbye(nowNanos, in, pathOffset, pathLength);
    }
  }
}
