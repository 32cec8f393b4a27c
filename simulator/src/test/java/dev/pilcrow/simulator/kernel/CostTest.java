package dev.pilcrow.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenFlags;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Calls allocate nothing once warm, and what nobody uses costs next to nothing. */
class CostTest {
  private static final int ROUNDS = 20_000;
  private static final int TRIES = 3;
  private static final int FIFOS = 10_000;
  private static final int OCTETS_PER_FIFO = 2048;

  /** What the measurement itself, and a compilation that replaces running code, may cost in all. */
  private static final int SLACK_OCTETS = ROUNDS / 2;

  private final SimulatedProcess process =
      new SimulatedKernel(1)
          .start("it", ProcessOptions.root().withDescriptorLimit(3 * FIFOS), new OpenGate());
  private final NativeBuffer buffer = NativeBuffer.allocate(1 << 16);
  private final int[] from = new int[2];
  private final int[] to = new int[2];

  private static long allocatedBy(Runnable work) {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
        "this virtual machine does not tell what a thread allocates");
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void assertAllocatesNothing(Runnable work) {
    Runnable rounds =
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            work.run();
          }
        };
    rounds.run();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      least = Math.min(least, allocatedBy(rounds));
    }
    long octets = least;
    assertTrue(octets < SLACK_OCTETS, () -> octets + " octets in " + ROUNDS + " rounds");
  }

  @Test
  void reading_writing_linking_and_polling() {
    process.pipe(from, OpenFlags.O_NONBLOCK);
    process.pipe(to, OpenFlags.O_NONBLOCK);
    int epoll = process.epollCreate();
    EpollEvents events = new EpollEvents(4);
    process.epollControl(epoll, Epoll.CTL_ADD, to[0], Epoll.EPOLLIN, 1);
    assertAllocatesNothing(
        () -> {
          process.write(from[1], buffer, 0, 10_000);
          process.tee(from[0], to[1], 9000);
          process.epollWait(epoll, events, 0);
          process.splice(from[0], to[1], 5000);
          process.read(to[0], buffer, 0, buffer.capacity());
          process.read(from[0], buffer, 0, buffer.capacity());
        });
  }

  @Test
  void looking_up_a_name() {
    int directory = process.openAt(Kernel.AT_FDCWD, "/tmp", OpenFlags.O_DIRECTORY);
    process.makeFifoAt(directory, "alice", 0600);
    FileStatus status = new FileStatus();
    assertAllocatesNothing(() -> process.statusAt(directory, "alice", status));
  }

  @Test
  void an_empty_fifo_with_its_reader_and_its_writer_is_small() {
    int directory = process.openAt(Kernel.AT_FDCWD, "/tmp", OpenFlags.O_DIRECTORY);
    long octets =
        allocatedBy(
            () -> {
              for (int i = 0; i < FIFOS; i++) {
                String name = "client-" + i;
                process.makeFifoAt(directory, name, 0600);
                process.openAt(directory, name, OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK);
                process.openAt(directory, name, OpenFlags.O_WRONLY | OpenFlags.O_NONBLOCK);
              }
            });
    assertTrue(
        octets / FIFOS < OCTETS_PER_FIFO,
        () -> octets / FIFOS + " octets a FIFO, garbage included");
  }
}
