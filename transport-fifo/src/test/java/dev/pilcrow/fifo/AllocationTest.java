package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hot paths allocate nothing once warm. */
class AllocationTest {
  private static final int ROUNDS = 20_000;

  /** What the measurement itself, and a compilation that replaces running code, may cost in all. */
  private static final int SLACK_OCTETS = ROUNDS / 2;

  @RegisterExtension final RealKernel real = new RealKernel();

  private long delivered;

  private static long allocatedBy(Runnable work) {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
        "this virtual machine does not tell what a thread allocates");
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < ROUNDS; i++) {
      work.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      work.run();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void assertAllocatesNothing(Runnable work) {
    long octets = allocatedBy(work);
    assertTrue(octets < SLACK_OCTETS, () -> octets + " octets in " + ROUNDS + " rounds");
  }

  @Test
  void reading_and_writing() {
    int[] pipe = real.pipe();
    assertAllocatesNothing(
        () -> {
          real.write(pipe[1], 64);
          real.read(pipe[0], 64);
        });
  }

  @Test
  void polling_and_changing_interest() throws SystemCallException {
    int[] pipe = real.pipe();
    real.write(pipe[1], 1);
    try (Poller poller = new EpollPoller(real.kernel)) {
      poller.add(pipe[0], Poller.READ, 7);
      ReadySink sink = (key, ready) -> delivered += key;
      assertAllocatesNothing(
          () -> {
            assertEquals(1, poller.poll(0, sink));
            poller.modify(pipe[0], Poller.READ | Poller.WRITE, 7);
          });
    }
  }

  @Test
  void a_turn_of_the_loop() throws SystemCallException {
    int[] pipe = real.pipe();
    real.write(pipe[1], 1);
    try (EventLoop loop = new EventLoop(new EpollPoller(real.kernel))) {
      loop.register(pipe[0], Poller.READ, ready -> delivered += ready);
      assertAllocatesNothing(
          () -> {
            try {
              loop.turn(0);
            } catch (SystemCallException e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }

  @Test
  void sharing_copying_and_flushing() {
    int[] pipe = real.pipe();
    BurstPool bursts = new BurstPool(4096, 4);
    SendQueue queue = new SendQueue(1 << 16, new BurstPool(4096, 4));
    assertAllocatesNothing(
        () -> {
          Burst burst = bursts.acquire();
          queue.share(burst, 0, 100);
          queue.copy(real.buffer, 0, 50);
          queue.share(burst, 100, 100);
          burst.release();
          assertEquals(250, queue.flush(real.kernel, pipe[1]));
          real.read(pipe[0], 250);
        });
  }
}
