package dev.pilcrow.benchmarks.micro;

import dev.pilcrow.fifo.Burst;
import dev.pilcrow.fifo.BurstPool;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.RecordEnd;
import dev.pilcrow.fifo.SendQueue;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is owed to one client, without the system call: one operation is one frame in and out. */
@State(Scope.Thread)
public class SendQueueBenchmark {
  private static final int FRAME = 72;
  private static final int BURST_OCTETS = 1 << 16;
  private static final int IDLE_BURSTS = 4;

  private final BurstPool pool = new BurstPool(BURST_OCTETS, IDLE_BURSTS);
  private final SendQueue queue = new SendQueue(1 << 20, pool);
  private final NativeBuffer frame = NativeBuffer.allocate(FRAME);
  private final Burst shared = pool.acquire();

  @Setup
  public void setUp() {
    ByteBuffer octets = shared.buffer().bytes();
    for (int i = 0; i < octets.limit(); i++) {
      octets.put(i, (byte) (i % FRAME == FRAME - 1 ? '\n' : 'x'));
    }
    for (int i = 0; i < FRAME; i++) {
      frame.bytes().put(i, octets.get(i));
    }
  }

  /** Frames of a burst that others are owed too. */
  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public int share() {
    for (int i = 0; i < Bursts.FRAMES; i++) {
      queue.share(shared, i * FRAME, FRAME);
    }
    queue.advance(Bursts.FRAMES * FRAME);
    return queue.sizeOctets();
  }

  /** Frames for this client alone. */
  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public int copy() {
    for (int i = 0; i < Bursts.FRAMES; i++) {
      queue.copy(frame, 0, FRAME);
    }
    queue.advance(Bursts.FRAMES * FRAME);
    return queue.sizeOctets();
  }

  /** Frames that a slow client will miss. */
  @Benchmark
  @OperationsPerInvocation(Bursts.FRAMES)
  public int drop() {
    queue.share(shared, 0, Bursts.FRAMES * FRAME);
    return queue.dropUnbegun(RecordEnd.LINE_FEED);
  }
}
