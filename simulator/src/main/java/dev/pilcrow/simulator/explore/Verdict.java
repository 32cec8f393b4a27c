package dev.pilcrow.simulator.explore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an exploration.
 *
 * @param states how many there are; where a promise was broken, how many had been seen
 * @param transitions how many steps were taken
 * @param calls how many system calls were made on the way, at level loop
 * @param histogram how many states are so many steps away from the beginning, and no fewer; at
 *     level loop by the way with the fewest preemptions
 * @param peakFrontier so many states waited at most
 * @param nanos how long it took
 * @param counterexample how a promise is broken; null if all are kept
 */
public record Verdict(
    ExploreOptions options,
    int states,
    long transitions,
    long calls,
    List<Long> histogram,
    long peakFrontier,
    long nanos,
    @Nullable Counterexample counterexample) {

  public Verdict {
    histogram = List.copyOf(histogram);
  }

  /** The most steps that a state is away from the beginning. */
  public int depth() {
    return histogram.size() - 1;
  }
}
