package dev.pilcrow.simulator.campaign;

import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.run.Experiment;
import dev.pilcrow.simulator.run.GivenUp;
import dev.pilcrow.simulator.run.HubExperiment;
import dev.pilcrow.simulator.run.RunOptions;
import dev.pilcrow.simulator.run.RunResult;
import java.util.function.BooleanSupplier;

/** Runs one seed after the other. */
public final class Campaign {
  /** Is told of every run. */
  public interface Listener {
    /** A run has ended. */
    void onRun(long seed, RunResult result);
  }

  private final Experiment experiment;
  private final boolean twice;

  /**
   * @param twice runs every seed twice, to see that both give the same
   */
  public Campaign(Experiment experiment, boolean twice) {
    this.experiment = experiment;
    this.twice = twice;
  }

  /** Of runs of Pilcrow's own hub and clients. */
  public Campaign(RunOptions options, boolean twice) {
    this(new HubExperiment(options), twice);
  }

  /**
   * Runs seeds from the first one on. A run that is given up, see {@link Experiment#asLongAs}, is
   * the last, and is not counted.
   *
   * @param seeds how many there are, in all shards together
   * @param goOn is asked before each run
   */
  public Totals run(
      long firstSeed, long seeds, Shard shard, BooleanSupplier goOn, Listener listener) {
    Totals totals = new Totals();
    for (long number = 0; number < seeds && goOn.getAsBoolean(); number++) {
      if (shard.holds(number)) {
        long seed = firstSeed + number;
        RunResult result;
        try {
          result = run(seed);
        } catch (GivenUp e) {
          return totals;
        }
        totals.add(result);
        listener.onRun(seed, result);
      }
    }
    return totals;
  }

  private RunResult run(long seed) {
    RunResult result = experiment.run(new SeededChoices(seed));
    if (twice) {
      requireSame(seed, result);
    }
    return result;
  }

  private void requireSame(long seed, RunResult first) {
    RunResult second = experiment.run(new SeededChoices(seed));
    if (second.digest() != first.digest() || second.events() != first.events()) {
      throw new IllegalStateException(
          "seed %d has given %s after %d events, and then %s after %d: something is left to chance"
              .formatted(
                  seed, first.digestText(), first.events(), second.digestText(), second.events()));
    }
  }
}
