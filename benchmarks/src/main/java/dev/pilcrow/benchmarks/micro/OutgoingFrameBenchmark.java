package dev.pilcrow.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Part;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Frames to octets: one operation is one data frame of a burst. */
@State(Scope.Thread)
public class OutgoingFrameBenchmark {
  @Param({"64", "1000"})
  public int payloadLength;

  private final OutgoingFrame frame = new OutgoingFrame();
  private final byte[] origin = "alice".getBytes(US_ASCII);
  private final ByteBuffer out =
      ByteBuffer.allocateDirect(Bursts.FRAMES * Wire.MAX_FRAME).order(ByteOrder.nativeOrder());
  private ByteBuffer payload = ByteBuffer.allocate(0);

  @Setup
  public void setUp() {
    payload = ByteBuffer.allocateDirect(payloadLength).order(ByteOrder.nativeOrder());
    for (int i = 0; i < payloadLength; i++) {
      payload.put(i, (byte) 'x');
    }
  }

  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public int encode() {
    int at = 0;
    for (int i = 0; i < Bursts.FRAMES; i++) {
      frame.data(origin, null, Part.WHOLE, payload, 0, payloadLength);
      at = frame.encode(out, at);
    }
    return at;
  }
}
