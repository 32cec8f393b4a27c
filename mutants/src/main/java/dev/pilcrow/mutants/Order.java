package dev.pilcrow.mutants;

import java.util.List;

/**
 * What a {@link Killer} is told.
 *
 * @param seed decides what is drawn
 * @param tests names of test classes
 * @param budgetNanos of {@link CpuTime}: nothing is begun after it
 * @param shorten whether what is found is to be made short
 */
public record Order(long seed, List<String> tests, long budgetNanos, boolean shorten) {
  public Order {
    tests = List.copyOf(tests);
  }

  /** Whether the budget is spent of one who began then. */
  public boolean isOver(long begunNanos) {
    return CpuTime.nanos() - begunNanos >= budgetNanos;
  }
}
