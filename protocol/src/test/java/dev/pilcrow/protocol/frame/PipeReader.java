package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads a pipe as a decoder's owner does: a buffer, a tail kept in front, a decode per read. */
public final class PipeReader {

  private final FrameDecoder decoder = new FrameDecoder();
  private final DecodedList decoded = new DecodedList();
  private final ByteBuffer buffer;
  private int tail;

  /** With room for a tail and a read of any length up to {@code longestRead}. */
  public PipeReader(int longestRead) {
    buffer = ByteBuffer.allocateDirect(Wire.MAX_FRAME + longestRead);
  }

  /** One read that brings these octets. */
  public void read(byte[] octets) {
    read(octets, 0, octets.length);
  }

  /** One read that brings octets {@code [from, to)}. */
  public void read(byte[] octets, int from, int to) {
    int end = tail + to - from;
    buffer.put(tail, octets, from, to - from);
    int kept = decoder.decode(buffer, 0, end, decoded);
    tail = end - kept;
    buffer.put(0, Octets.copy(buffer, kept, end));
    if (tail >= Wire.MAX_FRAME) {
      throw new AssertionError("a tail of " + tail + " octets");
    }
  }

  /** The pipe was read dry. */
  public void drained() {
    decoder.drained(buffer, 0, tail, decoded);
    tail = 0;
  }

  public boolean isDiscarding() {
    return decoder.isDiscarding();
  }

  public int tail() {
    return tail;
  }

  public List<Decoded> decoded() {
    return decoded.all();
  }

  /** What one read of all of them gives. */
  public static List<Decoded> decode(byte[] octets) {
    PipeReader reader = new PipeReader(octets.length);
    reader.read(octets);
    return reader.decoded();
  }
}
