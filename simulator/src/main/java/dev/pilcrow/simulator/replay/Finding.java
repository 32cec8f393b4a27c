package dev.pilcrow.simulator.replay;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.RecordedChoices;
import dev.pilcrow.simulator.choice.TapedChoices;
import dev.pilcrow.simulator.choice.Tapes;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.run.Experiment;
import dev.pilcrow.simulator.run.RunResult;
import dev.pilcrow.simulator.trace.Minimizer;
import dev.pilcrow.simulator.trace.Story;

/**
 * A run that fails, made as short as was found: with these tapes the experiment fails again, the
 * same promise broken.
 *
 * @param tapes what is chosen in it
 * @param result how it ends
 * @param story what happens in it
 */
public record Finding(Tapes tapes, RunResult result, Story story) {
  private static final int MAX_RUNS = 2_000;

  /**
   * Runs what fails again and again, ever shorter.
   *
   * @param choices the same as the failing run had, from their beginning
   * @throws IllegalArgumentException if that run does not fail
   */
  public static Finding of(Experiment experiment, Choices choices) {
    Tapes tapes = new Tapes();
    String promise = failure(experiment.run(new RecordedChoices(choices, tapes))).promise();
    Tapes least =
        Minimizer.minimize(
            tapes,
            candidate -> breaks(experiment.run(new TapedChoices(candidate)), promise),
            MAX_RUNS);
    Story story = new Story();
    RunResult result = experiment.told(story).run(new TapedChoices(least));
    return new Finding(least, result, story);
  }

  /** The promise, and how it was broken. */
  public String title() {
    PromiseBroken failure = failure(result);
    return failure.promise() + ": " + failure.getMessage();
  }

  private static boolean breaks(RunResult result, String promise) {
    PromiseBroken failure = result.failure();
    return failure != null && failure.promise().equals(promise);
  }

  private static PromiseBroken failure(RunResult result) {
    PromiseBroken failure = result.failure();
    if (failure == null) {
      throw new IllegalArgumentException("a run that does not fail finds nothing");
    }
    return failure;
  }
}
