package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.oracle.PromiseBroken;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param plan what was drawn for the run as a whole, on one line; empty if the experiment tells
 *     none
 * @param events how many system calls were made
 * @param digest the same for the same choices, on every machine
 * @param failure the promise that did not hold, or null if all did
 */
public record RunResult(String plan, long events, long digest, @Nullable PromiseBroken failure) {
  /** The digest as it is printed. */
  public String digestText() {
    return "%016x".formatted(digest);
  }
}
