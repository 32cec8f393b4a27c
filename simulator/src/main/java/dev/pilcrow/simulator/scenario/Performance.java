package dev.pilcrow.simulator.scenario;

import org.jspecify.annotations.Nullable;

/** A scenario, and what came of it on both kernels. */
public record Performance(Scenario scenario, Transcript simulated, Transcript real) {

  /** What is wrong with it, in words; null if both agree and no promise was broken. */
  public @Nullable String fault() {
    String difference = simulated.difference(real);
    if (difference != null) {
      return "simulated and real differ: " + difference;
    }
    return real.problems().isEmpty() ? null : "on both kernels: " + real.problems();
  }

  /** The scenario, what is wrong, and what came of it on the real kernel. */
  @Override
  public String toString() {
    return "%s%s%n%non the real kernel:%n%s".formatted(scenario, fault(), real);
  }
}
