package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.work.Stamp;
import dev.pilcrow.protocol.frame.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Whether what one client receives is frame 0, 1, 2 … and nothing else.
 *
 * <p>All frames of a run have one length, so where each of them lies follows from how many octets
 * came before. Of each piece that arrives the first and the last whole frame are looked at, or all
 * of them: a frame lost, doubled or out of place anywhere shifts those that are looked at, unless
 * what it did wrong is made good within the same piece.
 */
final class FrameCheck {
  private final int frameLength;
  private final int stampOffset;
  private final boolean every;
  private long octets;
  private long frames;

  /**
   * @param prefixLength octets before each payload
   * @param every whether every frame is looked at
   */
  FrameCheck(int prefixLength, int payloadLength, boolean every) {
    this.frameLength = prefixLength + payloadLength + 1;
    this.stampOffset = prefixLength;
    this.every = every;
  }

  /** How many whole frames have arrived. */
  long frames() {
    return frames;
  }

  /** Whether the last octet that arrived ended a frame. */
  boolean endsWhole() {
    return octets % frameLength == 0;
  }

  /**
   * A piece of the stream.
   *
   * @param in in little-endian order, which is that of stamps; borrowed
   * @throws DisorderException if a frame is not where it should be
   */
  void onOctets(ByteBuffer in, int from, int to) throws DisorderException {
    long before = octets;
    octets += to - from;
    long first = (before + frameLength - 1) / frameLength;
    long behindLast = octets / frameLength;
    frames = behindLast;
    if (first >= behindLast) {
      return; // no whole frame lies in this piece
    }
    int firstAt = from + (int) (first * frameLength - before);
    look(in, firstAt, first);
    if (every) {
      for (long frame = first + 1; frame < behindLast; frame++) {
        look(in, firstAt + (int) (frame - first) * frameLength, frame);
      }
    } else if (behindLast - first > 1) {
      look(in, firstAt + (int) (behindLast - 1 - first) * frameLength, behindLast - 1);
    }
  }

  private void look(ByteBuffer in, int at, long number) throws DisorderException {
    if (in.getLong(at + stampOffset) != Stamp.of(number)
        || in.get(at + frameLength - 1) != Wire.LF) {
      throw new DisorderException(number, in, at, frameLength);
    }
  }

  /** Another frame than the one whose turn it was. */
  static final class DisorderException extends IOException {
    private static final long serialVersionUID = 1L;

    DisorderException(long number, ByteBuffer in, int at, int length) {
      super("instead of frame " + number + " came '" + text(in, at, length) + "'");
    }

    private static String text(ByteBuffer in, int at, int length) {
      StringBuilder text = new StringBuilder();
      for (int i = at; i < at + Math.min(length, 32); i++) {
        char c = (char) (in.get(i) & 0xFF);
        text.append(c < ' ' || c > '~' ? '?' : c);
      }
      return text.toString();
    }
  }
}
