package dev.pilcrow.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pilcrow.fifo.EnxioPoller;
import dev.pilcrow.fifo.EpollPoller;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.ReadySink;
import dev.pilcrow.fifo.SystemCallException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One pass over many descriptors of which one is ready. */
@State(Scope.Thread)
public class PollerBenchmark implements ReadySink {

  /** An eventfd counts in eight octets. */
  private static final byte[] ONE = "00000001".getBytes(US_ASCII);

  @Param({"epoll", "enxio"})
  public String poller = "";

  @Param({"1", "100", "1000", "9000"})
  public int descriptors;

  private final Kernel kernel = new NativeKernel();
  private @Nullable Poller watching;
  private int[] files = {};
  private long told;

  @Setup
  public void setUp() throws SystemCallException {
    Poller made = poller.equals("epoll") ? new EpollPoller(kernel) : new EnxioPoller(kernel);
    watching = made;
    files = new int[descriptors];
    for (int i = 0; i < descriptors; i++) {
      files[i] = checked(kernel.eventFd(), "eventfd");
      checked(made.add(files[i], Poller.READ, i), "add");
    }
    NativeBuffer count = NativeBuffer.allocate(ONE.length);
    count.bytes().put(0, ONE);
    checked(kernel.write(files[descriptors / 2], count, 0, ONE.length), "write");
  }

  @TearDown
  public void tearDown() {
    required().close();
    for (int file : files) {
      kernel.close(file);
    }
  }

  @Benchmark
  public long poll() {
    required().poll(0, this);
    return told;
  }

  @Override
  public void onReady(long key, int ready) {
    told += key;
  }

  private Poller required() {
    return Objects.requireNonNull(watching);
  }

  private static int checked(int result, String call) throws SystemCallException {
    if (result < 0) {
      throw new SystemCallException(call, "poller", -result);
    }
    return result;
  }
}
