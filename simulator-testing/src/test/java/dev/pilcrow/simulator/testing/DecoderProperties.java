package dev.pilcrow.simulator.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.frame.Frame;
import dev.pilcrow.protocol.frame.FrameDecoder;
import dev.pilcrow.protocol.frame.FrameHandler;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The bursts in use: what a reader does that keeps the tail of each read. */
class DecoderProperties {
  private static final class Decoded implements FrameHandler {
    private final List<Frame> frames = new ArrayList<>();

    @Override
    public void onRegistration(IncomingFrame frame) {
      frames.add(Frame.copyOf(frame));
    }

    @Override
    public void onData(IncomingFrame frame) {
      frames.add(Frame.copyOf(frame));
    }

    @Override
    public void onDisconnect(IncomingFrame frame) {
      frames.add(Frame.copyOf(frame));
    }

    @Override
    public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
      throw new AssertionError(violation);
    }
  }

  @Property(tries = 200)
  void frames_come_out_as_they_went_in_wherever_reads_are_cut(@ForAll("bursts") Burst burst) {
    Decoded decoded = new Decoded();
    FrameDecoder decoder = new FrameDecoder();
    ByteBuffer buffer = ByteBuffer.allocate(Math.max(1, burst.octets().length));
    int from = 0;
    int end = 0;
    for (byte[] read : burst.reads()) {
      buffer.put(end, read);
      end += read.length;
      from = decoder.decode(buffer, from, end, decoded);
    }

    assertEquals(burst.frames(), decoded.frames);
    assertEquals(end, from);
  }

  @Provide
  Arbitrary<Burst> bursts() {
    return BurstArbitraries.bursts();
  }
}
