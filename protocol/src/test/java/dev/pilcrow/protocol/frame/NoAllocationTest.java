package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The paths that every frame takes allocate nothing. */
class NoAllocationTest {

  private static final int FRAMES = 20_000;
  private static final int ROUNDS = 10;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void decoding_allocates_nothing() {
    byte[] octets =
        "0123456789abcdef@bob¶hello\n¶alice\nbob¶\nfoo\na+¶x\n".repeat(20).getBytes(UTF_8);
    ByteBuffer in = ByteBuffer.allocateDirect(octets.length).put(0, octets);
    FrameDecoder decoder = new FrameDecoder();
    Counter counter = new Counter();
    assertAllocatesNothing(
        () -> {
          for (int frames = 0; frames < FRAMES; frames += 100) {
            decoder.decode(in, 0, octets.length, counter);
          }
        });
    assertTrue(counter.octets > 0);
  }

  @Test
  void encoding_allocates_nothing() {
    byte[] alice = Names.octets("alice");
    byte[] bob = Names.octets("bob");
    ByteBuffer payload = ByteBuffer.allocateDirect(100);
    ByteBuffer out = ByteBuffer.allocateDirect(Wire.MAX_FRAME);
    OutgoingFrame frame = new OutgoingFrame();
    assertAllocatesNothing(
        () -> {
          for (int i = 0; i < FRAMES; i++) {
            frame.data(alice, bob, Part.LAST, payload, 0, 1 + i % 100).encode(out, 0);
            frame.disconnect(bob).encode(out, 0);
          }
        });
  }

  @Test
  void splitting_allocates_nothing() {
    ByteBuffer message = ByteBuffer.allocateDirect(10_000);
    MessageSplitter splitter = new MessageSplitter();
    long[] octets = new long[1];
    MessageSplitter.PartHandler handler = (part, payload, offset, length) -> octets[0] += length;
    assertAllocatesNothing(
        () -> {
          for (int i = 0; i < FRAMES / 100; i++) {
            splitter.split(message, 0, 10_000, handler);
          }
        });
    assertTrue(octets[0] > 0);
  }

  /**
   * The least of several rounds: what the JVM allocates for itself on this thread, such as while it
   * links a call for the first time, does not come again in every round.
   */
  private void assertAllocatesNothing(Runnable work) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < FRAMES / 100, least + " octets allocated");
  }

  private static final class Counter implements FrameHandler {

    private long octets;

    @Override
    public void onRegistration(IncomingFrame frame) {
      octets += frame.originLength();
    }

    @Override
    public void onData(IncomingFrame frame) {
      octets += frame.payloadLength();
    }

    @Override
    public void onDisconnect(IncomingFrame frame) {
      octets += frame.originLength();
    }

    @Override
    public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
      octets += length;
    }
  }
}
