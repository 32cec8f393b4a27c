package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.work.Stamp;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Frames that are written together, made once; between two writes only their stamps change.
 *
 * <pre>
 *   | prefix | stamp xxxx…x LF | prefix | stamp xxxx…x LF | …
 *            |<- payload ->|
 * </pre>
 */
final class Batch {
  private final NativeBuffer octets;
  private final ByteBuffer view;
  private final int frames;
  private final int frameLength;
  private final int stampOffset;

  Batch(byte[] prefix, int frames, int payloadLength) {
    this.frames = frames;
    this.frameLength = prefix.length + payloadLength + 1;
    this.stampOffset = prefix.length;
    this.octets = NativeBuffer.allocate(frames * frameLength);
    this.view = octets.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = 0; frame < frames; frame++) {
      int at = frame * frameLength;
      view.put(at, prefix);
      for (int i = 0; i < payloadLength; i++) {
        view.put(at + stampOffset + i, (byte) 'x');
      }
      view.put(at + frameLength - 1, Wire.LF);
    }
  }

  /** Numbers the frames, from {@code first} on. */
  void stamp(long first) {
    for (int frame = 0; frame < frames; frame++) {
      view.putLong(frame * frameLength + stampOffset, Stamp.of(first + frame));
    }
  }

  NativeBuffer octets() {
    return octets;
  }

  int length() {
    return frames * frameLength;
  }

  int frames() {
    return frames;
  }
}
