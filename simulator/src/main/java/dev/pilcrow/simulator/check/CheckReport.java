package dev.pilcrow.simulator.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link KernelCheck} went.
 *
 * @param sequences how many were run
 * @param calls how many system calls they made, on each side
 * @param outcomes how often each call ended in what, such as {@code write EAGAIN}
 * @param divergence the first disagreement; null if there was none
 */
public record CheckReport(
    long sequences, long calls, Map<String, Long> outcomes, @Nullable Divergence divergence) {

  public CheckReport {
    outcomes = Map.copyOf(outcomes);
  }
}
