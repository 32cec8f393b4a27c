package dev.pilcrow.e2e;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what other processes do, by looking again and again. How long it may take says nothing
 * about the product: the deadline is only there so that a failed test ends.
 */
final class Await {
  private static final long PATIENCE_SECONDS = 60;
  private static final long FIRST_PAUSE_NANOS = 200_000;
  private static final long LONGEST_PAUSE_NANOS = 10_000_000;

  private Await() {}

  /** Returns once the condition holds. */
  static void until(String what, BooleanSupplier condition) {
    present(() -> what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** Returns what is looked for once it is there. */
  static <T> T present(Supplier<String> what, Supplier<Optional<T>> look) {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      Optional<T> seen = look.get();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new AssertionError("waited " + PATIENCE_SECONDS + " s for " + what.get());
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting for " + what.get());
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
  }
}
