package dev.pilcrow.simulator.replay;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.RecordedChoices;
import dev.pilcrow.simulator.choice.RedrawnChoices;
import dev.pilcrow.simulator.choice.SeededChoices;
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
  /** So many tries are made in a row to take choices away. */
  private static final int MAX_RUNS = 1_000;

  /** When so many runs in a row that were drawn have not failed sooner, it is enough. */
  private static final int MAX_VAIN = 100;

  /** All tries together may make so many calls. */
  private static final long MAX_EVENTS = 2_000_000;

  /** What has fewer choices may make a quarter more calls than what fails so far, and so many. */
  private static final long MORE_EVENTS = 100;

  /**
   * Runs what fails again and again, ever shorter.
   *
   * @param choices the same as the failing run had, from their beginning
   * @throws IllegalArgumentException if that run does not fail
   */
  public static Finding of(Experiment experiment, Choices choices) {
    Tapes tapes = new Tapes();
    Tries tries = new Tries(experiment, experiment.run(new RecordedChoices(choices, tapes)));
    Tapes least = tries.shortest(tapes);
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
    private final SeededChoices random = new SeededChoices(0);
    private long fewest;
    private long events;

    Tries(Experiment experiment, RunResult failed) {
      this.experiment = experiment;
      this.promise = failure(failed).promise();
      this.fewest = failed.events();
    }

    /**
     * Takes turns: runs of the same kind are drawn until one fails sooner, then choices are taken
     * away from it. The one finds other ways to the same end, the other what a way needs.
     */
    Tapes shortest(Tapes failing) {
      Tapes best = failing;
      long before;
      do {
        before = fewest;
        best = Minimizer.minimize(redrawn(best), this::fails, MAX_RUNS);
      } while (fewest < before && events < MAX_EVENTS);
      return best;
    }

    /** The shortest run of many that are like this one; this one, if none of them is shorter. */
    private Tapes redrawn(Tapes failing) {
      Tapes best = failing;
      for (int vain = 0; vain < MAX_VAIN && events < MAX_EVENTS; vain++) {
        Tapes drawn = new Tapes();
        Choices source = new SeededChoices(random.nextLong());
        Choices coin = new SeededChoices(random.nextLong());
        if (fails(new RecordedChoices(new RedrawnChoices(best, source, coin), drawn), fewest - 1)) {
          best = drawn;
          vain = 0;
        }
      }
      return best;
    }

    private boolean fails(Tapes candidate) {
      return fails(new TapedChoices(candidate), fewest + fewest / 4 + MORE_EVENTS);
    }

    /** Whether the same promise is broken, in so many calls. */
    private boolean fails(Choices choices, long calls) {
      long most = Math.min(calls, MAX_EVENTS - events);
      try {
        RunResult result = experiment.asLongAs(made -> made <= most).run(choices);
        events += result.events();
        PromiseBroken failure = result.failure();
        if (failure == null
            || !failure.promise().equals(promise)
            || result.events() > calls) { // it may fail before any call is counted
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
