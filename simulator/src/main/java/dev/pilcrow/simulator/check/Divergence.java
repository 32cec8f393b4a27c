package dev.pilcrow.simulator.check;

import java.util.List;

/**
 * The simulated kernel answered otherwise than the real one.
 *
 * @param seed of the check that found it
 * @param sequence the number of the sequence in it
 * @param calls the calls that lead there, each with its real answer, as few as still differ
 * @param difference how the last one differed
 */
public record Divergence(long seed, long sequence, List<String> calls, String difference) {

  public Divergence {
    calls = List.copyOf(calls);
  }

  /** A report for a person: the calls as a list, and what differed. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("The kernels disagree (seed " + seed + ", sequence " + sequence + "):\n");
    for (String call : calls) {
      text.append("  ").append(call).append('\n');
    }
    return text.append("The last call differs: ").append(difference).toString();
  }
}
