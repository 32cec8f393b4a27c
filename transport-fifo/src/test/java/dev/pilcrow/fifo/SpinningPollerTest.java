package dev.pilcrow.fifo;

import static dev.pilcrow.fifo.Poller.FOREVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Does what every poller does, and tells when it spins and when it blocks. */
class SpinningPollerTest extends PollerContract {
  private static final long BUDGET = 100;

  private final Other other = new Other();
  private final SpinningPoller spinning = new SpinningPoller(other, other.clock, BUDGET);

  @Override
  Poller open(Kernel kernel) throws SystemCallException {
    return new SpinningPoller(new EpollPoller(kernel), kernel, 50_000);
  }

  @Test
  void at_first_it_blocks_at_once() {
    other.will(1, 5);
    assertEquals(1, await(FOREVER));
    assertEquals(List.of(FOREVER), other.asked);
  }

  @Test
  void behind_a_short_wait_it_spins_until_something_comes() {
    afterAShortWait();
    other.will(0, 30);
    other.will(0, 30);
    other.will(1, 30);
    assertEquals(1, await(FOREVER));
    assertEquals(List.of(0L, 0L, 0L), other.asked);
  }

  @Test
  void when_the_budget_is_over_it_blocks_for_what_is_left_of_the_time() {
    afterAShortWait();
    other.will(0, 60);
    other.will(0, 60);
    other.will(0, 880);
    assertEquals(0, await(1000));
    assertEquals(List.of(0L, 0L, 880L), other.asked);
  }

  @Test
  void behind_a_long_wait_it_blocks_at_once_and_behind_a_short_one_it_spins_again() {
    afterAShortWait();
    other.will(0, BUDGET);
    other.will(1, 1);
    await(FOREVER);
    other.asked.clear();
    other.will(1, 20);
    await(FOREVER);
    assertEquals(List.of(FOREVER), other.asked, "the wait before was longer than the budget");
    other.asked.clear();
    other.will(1, 20);
    await(FOREVER);
    assertEquals(List.of(0L), other.asked);
  }

  @Test
  void a_wait_shorter_than_the_budget_is_spun_through_and_is_over_in_time() {
    afterAShortWait();
    other.will(0, 40);
    other.will(0, 10);
    assertEquals(0, await(50));
    assertEquals(List.of(0L, 0L, 0L), other.asked);
  }

  @Test
  void who_does_not_want_to_wait_is_asked_for_once() {
    afterAShortWait();
    other.will(0, 1);
    assertEquals(0, await(0));
    assertEquals(List.of(0L), other.asked);
  }

  @Test
  void a_wake_up_ends_the_spinning_and_is_not_slept_over() {
    afterAShortWait();
    other.willBeWoken(spinning);
    assertEquals(0, await(FOREVER));
    assertEquals(List.of(0L), other.asked);
    other.asked.clear();
    other.will(1, 1);
    assertEquals(1, await(FOREVER), "it is told once");
  }

  @Test
  void an_error_ends_the_spinning() {
    afterAShortWait();
    other.will(-Errno.EBADF, 1);
    assertEquals(-Errno.EBADF, await(FOREVER));
  }

  @Test
  void the_budget_has_bounds() {
    new SpinningPoller(other, other.clock, 1);
    new SpinningPoller(other, other.clock, SpinningPoller.MAX_SPIN_NANOS);
    for (long nanos : new long[] {-1, 0, SpinningPoller.MAX_SPIN_NANOS + 1}) {
      assertThrows(
          IllegalArgumentException.class, () -> new SpinningPoller(other, other.clock, nanos));
    }
  }

  private void afterAShortWait() {
    other.will(1, 1);
    await(FOREVER);
    other.asked.clear();
  }

  private int await(long timeoutNanos) {
    return spinning.poll(timeoutNanos, (key, ready) -> {});
  }

  /** Answers what a test has put into it, and lets time pass. */
  private static final class Other implements Poller {
    final List<Long> asked = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private int answer;
    private long now = -40; // a clock may be anywhere

    final Kernel clock =
        new FailingKernel() {
          @Override
          public long nanoTime() {
            return now;
          }
        };

    void will(int found, long afterNanos) {
      answers.add(
          () -> {
            answer = found;
            now += afterNanos;
          });
    }

    void willBeWoken(Poller outer) {
      answers.add(
          () -> {
            answer = 0;
            outer.wakeup();
          });
    }

    @Override
    public int poll(long timeoutNanos, ReadySink sink) {
      asked.add(timeoutNanos);
      answer = 0;
      if (!answers.isEmpty()) {
        answers.remove(0).run();
      } else {
        assertTrue(timeoutNanos == 0, "would block for ever");
      }
      return answer;
    }

    @Override
    public int add(int fd, int interest, long key) {
      return 0;
    }

    @Override
    public int modify(int fd, int interest, long key) {
      return 0;
    }

    @Override
    public int remove(int fd) {
      return 0;
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }
}
