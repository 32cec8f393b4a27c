package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.work.Stamp;
import dev.pilcrow.protocol.frame.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether what one client receives is frame 0, 1, 2 … and nothing else.
 *
 * <p>All frames of a run have one length, so where each of them lies follows from how many octets
 * came before. Of each piece that arrives the first and the last whole frame are looked at, or all
 * of them; and every frame that arrives in two pieces. A frame lost, doubled or out of place
 * anywhere shifts those that are looked at, unless what it did wrong is made good within the same
 * piece.
 */
final class FrameCheck {
  private final int frameLength;
  private final int stampOffset;
  private final boolean every;
  private final ByteBuffer torn;
  private int tornLength;
  private long frames;

  /**
   * @param prefixLength octets before each payload
   * @param every whether every frame is looked at
   */
  FrameCheck(int prefixLength, int payloadLength, boolean every) {
    this.frameLength = prefixLength + payloadLength + 1;
    this.stampOffset = prefixLength;
    this.every = every;
    this.torn = ByteBuffer.allocate(frameLength).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How many whole frames have arrived. */
  long frames() {
    return frames;
  }

  /** Whether the last octet that arrived ended a frame. */
  boolean endsWhole() {
    return tornLength == 0;
  }

  /**
   * A piece of the stream.
   *
   * @param in in little-endian order, which is that of stamps; borrowed
   * @throws DisorderException if a frame is not where it should be
   */
  void onOctets(ByteBuffer in, int from, int to) throws DisorderException {
    int at = tornLength > 0 ? keep(in, from, to) : from;
    int whole = (to - at) / frameLength;
    if (whole > 0) {
      int last = whole - 1;
      for (int i = 0; i <= last; i += every ? 1 : Math.max(1, last)) {
        look(in, at + i * frameLength, frames + i);
      }
      frames += whole;
      at += whole * frameLength;
    }
    if (at < to) {
      keep(in, at, to);
    }
  }

  /** Puts aside what belongs to a frame whose end, or beginning, is in another piece. */
  private int keep(ByteBuffer in, int from, int to) throws DisorderException {
    int length = Math.min(frameLength - tornLength, to - from);
    torn.put(tornLength, in, from, length);
    tornLength += length;
    if (tornLength == frameLength) {
      tornLength = 0;
      look(torn, 0, frames);
      frames++;
    }
    return from + length;
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
