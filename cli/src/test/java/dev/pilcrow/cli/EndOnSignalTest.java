package dev.pilcrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndOnSignalTest {
  private static final int GOOD = 42;
  private static final long GENEROUS_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** Work that begins, waits for the signal, and then does what it is given. */
  private static OptionalInt signalDuring(EndOnSignal.Work last, long patienceNanos)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    EndOnSignal signal = new EndOnSignal("a test", asked::countDown, GOOD, patienceNanos);
    CompletableFuture<Integer> work =
        CompletableFuture.supplyAsync(
            () ->
                signal.run(
                    () -> {
                      begun.countDown();
                      awaitQuietly(asked);
                      return last.run();
                    }));
    begun.await();
    OptionalInt code = signal.onSignal();
    if (patienceNanos > 0) {
      work.join();
    }
    return code;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void work_that_a_signal_ends_well_has_the_good_code() throws InterruptedException {
    assertEquals(OptionalInt.of(GOOD), signalDuring(() -> ExitCode.OK, GENEROUS_NANOS));
  }

  @Test
  void work_that_fails_after_a_signal_has_failed() throws InterruptedException {
    assertEquals(
        OptionalInt.of(ExitCode.FAILURE), signalDuring(() -> ExitCode.FAILURE, GENEROUS_NANOS));
  }

  @Test
  void work_that_throws_after_a_signal_has_failed() throws InterruptedException {
    EndOnSignal.Work throwing =
        () -> {
          throw new IOException("told on stderr, as it should be");
        };
    assertEquals(OptionalInt.of(ExitCode.FAILURE), signalDuring(throwing, GENEROUS_NANOS));
  }

  @Test
  void work_that_does_not_end_in_time_has_failed() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    EndOnSignal.Work endless =
        () -> {
          awaitQuietly(over);
          return ExitCode.OK;
        };
    assertEquals(OptionalInt.of(ExitCode.FAILURE), signalDuring(endless, 0));
    over.countDown();
  }

  @Test
  void a_signal_after_the_end_changes_nothing() {
    EndOnSignal signal = new EndOnSignal("a test", () -> {}, GOOD, GENEROUS_NANOS);
    assertEquals(ExitCode.BROKEN_PIPE, signal.run(() -> ExitCode.BROKEN_PIPE));
    assertEquals(OptionalInt.empty(), signal.onSignal());
  }

  @Test
  void what_is_not_there_yet_is_stopped_as_soon_as_it_is() {
    StopSwitch stop = new StopSwitch();
    int[] stopped = new int[1];
    stop.stop();
    stop.connect(() -> stopped[0]++);
    assertEquals(1, stopped[0]);
    stop.stop();
    assertEquals(2, stopped[0]);
  }
}
