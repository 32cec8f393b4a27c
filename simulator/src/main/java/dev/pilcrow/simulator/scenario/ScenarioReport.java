package dev.pilcrow.simulator.scenario;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link ScenarioCheck} went.
 *
 * @param seed what the scenarios were drawn from
 * @param scenarios how many were played, each on both kernels
 * @param steps how many steps they had
 * @param lines how many lines of transcripts were compared
 * @param faulty the first that went wrong, made as short as it still does; null if none did
 */
public record ScenarioReport(
    long seed, long scenarios, long steps, long lines, @Nullable Performance faulty) {

  /** A line for a person; if something went wrong, the scenario too, ready to be played again. */
  @Override
  public String toString() {
    String summary = "%d scenarios, %d steps, %d lines compared".formatted(scenarios, steps, lines);
    return faulty == null
        ? summary + ", no difference"
        : "%s; seed %d, the last one went wrong; in short:%n%s".formatted(summary, seed, faulty);
  }
}
