package dev.pilcrow.benchmarks.micro;

import dev.pilcrow.protocol.frame.FrameDecoder;
import dev.pilcrow.protocol.frame.FrameHandler;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Violation;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Octets to frames: one operation is one data frame of a burst. */
@State(Scope.Thread)
public class FrameDecoderBenchmark implements FrameHandler {
  @Param({"64", "1000"})
  public int payloadLength;

  private final FrameDecoder decoder = new FrameDecoder();
  private ByteBuffer burst = ByteBuffer.allocate(0);
  private long payloadOctets;

  @Setup
  public void setUp() {
    burst = Bursts.of(Bursts.TOKEN, payloadLength);
  }

  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public long decode() {
    payloadOctets = 0;
    decoder.decode(burst, 0, burst.limit(), this);
    return payloadOctets;
  }

  @Override
  public void onRegistration(IncomingFrame frame) {
    throw new AssertionError("a registration");
  }

  @Override
  public void onData(IncomingFrame frame) {
    payloadOctets += frame.payloadLength();
  }

  @Override
  public void onDisconnect(IncomingFrame frame) {
    throw new AssertionError("a goodbye");
  }

  @Override
  public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
    throw new AssertionError(violation);
  }
}
