package dev.pilcrow.simulator.testing;

import dev.pilcrow.protocol.frame.Frame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames behind each other as a pipe's reader gets them: cut anywhere.
 *
 * @param frames what was written
 * @param cuts how many octets each read brings, as long as there are any; one more read brings all
 *     that are left then
 */
public record Burst(List<Frame> frames, List<Integer> cuts) {
  public Burst {
    frames = List.copyOf(frames);
    cuts = List.copyOf(cuts);
  }

  /** The octets of all frames. */
  public byte[] octets() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      all.writeBytes(frame.toBytes());
    }
    return all.toByteArray();
  }

  /** What each read brings, none of them empty. */
  public List<byte[]> reads() {
    byte[] octets = octets();
    List<byte[]> reads = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < cuts.size() && from < octets.length; i++) {
      int to = Math.min(octets.length, from + cuts.get(i));
      reads.add(Arrays.copyOfRange(octets, from, to));
      from = to;
    }
    if (from < octets.length) {
      reads.add(Arrays.copyOfRange(octets, from, octets.length));
    }
    return reads;
  }
}
