package dev.pilcrow.mutants;

import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param what a promise, a test, or a scenario that did not hold
 * @param message what it said
 * @param nanos how long it took to find, of {@link CpuTime}
 * @param shortest the run made short, if that was wanted and possible
 */
public record Kill(String what, String message, long nanos, @Nullable Shortest shortest) {
  /**
   * A run made short.
   *
   * @param steps lines of its sequence diagram: who said what to whom, who came and went
   * @param calls system calls in it
   * @param nanos how long it took to make it short, of {@link CpuTime}
   */
  public record Shortest(int steps, long calls, long nanos) {}
}
