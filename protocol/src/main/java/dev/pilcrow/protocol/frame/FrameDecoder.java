package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns octets into frames, whatever the octets: LF ends a frame whatever came before, so garbage
 * costs at most the frame that it touches. An LF alone is nothing.
 *
 * <p>What is decoded does not depend on how the octets are cut into reads. The only state is
 * whether the rest of a frame longer than {@link Wire#MAX_FRAME} is being discarded; an
 * unterminated tail stays with the caller:
 *
 * <pre>
 *   buffer   | consumed …          | tail         | free …
 *            from                  decode()       to
 *                                  keep this, append what is read next, decode both
 * </pre>
 */
public final class FrameDecoder {

  private final IncomingFrame frame = new IncomingFrame();
  private boolean discarding;

  /**
   * Decodes all frames of {@code [from, to)}.
   *
   * @return index of the first octet not consumed: from there to {@code to} is an unterminated
   *     tail, always shorter than {@link Wire#MAX_FRAME}, that the next call must find in front of
   *     what is read next
   */
  public int decode(ByteBuffer in, int from, int to, FrameHandler handler) {
    Objects.checkFromToIndex(from, to, in.limit());
    int start = discarding ? discard(in, from, to) : from;
    while (start < to) {
      // Address first: where it ends the search for LF begins, and no octet is looked at twice.
      boolean addressed = frame.wrapAddress(in, start, to);
      int lf = Octets.indexOfLf(in, addressed ? frame.bodyOffset() : start, to);
      if (lf < 0) {
        return keepTail(in, start, to, handler);
      }
      if (lf > start) {
        decodeFrame(addressed, in, start, lf, handler);
      }
      start = lf + 1;
    }
    return start;
  }

  /**
   * The rule of a reader whose writers write whole frames at once: the pipe was read dry, so a tail
   * that is left will never be completed. It is reported as {@link Violation#TORN_TAIL} and
   * forgotten, never joined to what follows; so is the rest of a frame that was being discarded.
   *
   * @param from what {@link #decode} returned
   */
  public void drained(ByteBuffer in, int from, int to, FrameHandler handler) {
    Objects.checkFromToIndex(from, to, in.limit());
    if (discarding || from < to) {
      discarding = false;
      handler.onViolation(Violation.TORN_TAIL, in, from, Math.min(to - from, Wire.MAX_FRAME));
    }
  }

  /** Forgets that a frame is being discarded, for a decoder that is put to another pipe. */
  public void reset() {
    discarding = false;
  }

  /** Whether the octets up to the next LF belong to a frame that was reported as too long. */
  public boolean isDiscarding() {
    return discarding;
  }

  private void decodeFrame(
      boolean addressed, ByteBuffer in, int start, int lf, FrameHandler handler) {
    @Nullable Violation violation = frame.wrapBody(addressed, lf);
    if (violation != null) {
      handler.onViolation(violation, in, start, Math.min(lf - start, Wire.MAX_FRAME));
    } else if (frame.isRegistration()) {
      handler.onRegistration(frame);
    } else if (frame.payloadLength() > 0) {
      handler.onData(frame);
    } else {
      handler.onDisconnect(frame);
    }
  }

  private int keepTail(ByteBuffer in, int start, int to, FrameHandler handler) {
    if (to - start < Wire.MAX_FRAME) {
      return start;
    }
    discarding = true;
    handler.onViolation(Violation.TOO_LONG, in, start, Wire.MAX_FRAME);
    return to;
  }

  /** Index behind the LF that ends the frame being discarded; {@code to} if it is not there yet. */
  private int discard(ByteBuffer in, int from, int to) {
    int lf = Octets.indexOfLf(in, from, to);
    discarding = lf < 0;
    return discarding ? to : lf + 1;
  }
}
