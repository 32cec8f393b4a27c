package dev.pilcrow.simulator.replay;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.RecordedChoices;
import dev.pilcrow.simulator.choice.TapedChoices;
import dev.pilcrow.simulator.choice.Tapes;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.run.Experiment;
import dev.pilcrow.simulator.run.GivenUp;
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

  /** All tries together may make so many calls. */
  private static final long MAX_EVENTS = 5_000_000;

  /** What is tried may make twice the calls of the shortest run so far, and so many more. */
  private static final long MORE_EVENTS = 200;

  /**
   * Runs what fails again and again, ever shorter.
   *
   * @param choices the same as the failing run had, from their beginning
   * @throws IllegalArgumentException if that run does not fail
   */
  public static Finding of(Experiment experiment, Choices choices) {
    Tapes tapes = new Tapes();
    Tries tries = new Tries(experiment, experiment.run(new RecordedChoices(choices, tapes)));
    Tapes least = Minimizer.minimize(tapes, tries::fails, MAX_RUNS);
    Story story = new Story();
    RunResult result = experiment.told(story).run(new TapedChoices(least));
    return new Finding(least, result, story);
  }

  /** The promise, and how it was broken. */
  public String title() {
    PromiseBroken failure = failure(result);
    return failure.promise() + ": " + failure.getMessage();
  }

  private static PromiseBroken failure(RunResult result) {
    PromiseBroken failure = result.failure();
    if (failure == null) {
      throw new IllegalArgumentException("a run that does not fail finds nothing");
    }
    return failure;
  }

  /** Runs of what may be shorter; none is waited for that turns out to be longer. */
  private static final class Tries {
    private final Experiment experiment;
    private final String promise;
    private long fewest;
    private long events;

    Tries(Experiment experiment, RunResult failed) {
      this.experiment = experiment;
      this.promise = failure(failed).promise();
      this.fewest = failed.events();
    }

    /** Whether the same promise is broken. */
    boolean fails(Tapes candidate) {
      long most = Math.min(2 * fewest + MORE_EVENTS, MAX_EVENTS - events);
      try {
        RunResult result =
            experiment.asLongAs(made -> made <= most).run(new TapedChoices(candidate));
        events += result.events();
        PromiseBroken failure = result.failure();
        if (failure == null || !failure.promise().equals(promise)) {
          return false;
        }
        fewest = result.events();
        return true;
      } catch (GivenUp e) {
        events += most;
        return false;
      }
    }
  }
}
