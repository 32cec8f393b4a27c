package dev.pilcrow.mutants.inside;

import dev.pilcrow.mutants.CpuTime;
import dev.pilcrow.mutants.Kill;
import dev.pilcrow.mutants.Kill.Shortest;
import dev.pilcrow.mutants.Killer;
import dev.pilcrow.mutants.Order;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.replay.Finding;
import dev.pilcrow.simulator.run.Fault;
import dev.pilcrow.simulator.run.HubExperiment;
import dev.pilcrow.simulator.run.RunOptions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random simulation, run after run until one fails. The runs are short and of few clients: what
 * they find is found soonest, and is soonest made short.
 */
public final class SimulationKiller implements Killer {
  /** Runs that different seeds begin with are not the same. */
  private static final long RUNS_APART = 1_000_000;

  private static final Set<Fault> NARROWNESS = Set.of(Fault.SLOW, Fault.PAUSE, Fault.SMALL_PIPES);
  private static final Set<Fault> COMING_AND_GOING =
      Set.of(Fault.CRASH, Fault.HUB_CRASH, Fault.REPLACE);
  private static final Set<Fault> REPLACEMENT = Set.of(Fault.REPLACE, Fault.LINK);

  /**
   * Runs for which everything is drawn, and runs in which somebody is slow, or dies, for sure. All
   * are short: many bugs are in how things begin and end, and every run begins and ends but once.
   */
  private static final List<RunOptions> OPTIONS =
      List.of(
          RunOptions.swarm(2, 500),
          RunOptions.swarm(3, 2_000),
          RunOptions.swarm(2, 1_000).withFaults(REPLACEMENT),
          RunOptions.swarm(2, 1_000).withFaults(NARROWNESS),
          RunOptions.swarm(3, 2_000).withFaults(COMING_AND_GOING),
          RunOptions.swarm(3, 2_000).withFaults(NARROWNESS));

  @Override
  public @Nullable Kill attack(Order order) {
    long begun = CpuTime.nanos();
    for (long run = 0; !order.isOver(begun); run++) {
      HubExperiment experiment = new HubExperiment(OPTIONS.get((int) (run % OPTIONS.size())));
      long seed = order.seed() * RUNS_APART + run;
      PromiseBroken failure = experiment.run(new SeededChoices(seed)).failure();
      if (failure != null) {
        long found = CpuTime.nanos() - begun;
        return new Kill(
            failure.promise(),
            failure.getMessage(),
            found,
            order.shorten() ? shortest(experiment, seed) : null);
      }
    }
    return null;
  }

  private static Shortest shortest(HubExperiment experiment, long seed) {
    long begun = CpuTime.nanos();
    Finding finding = Finding.of(experiment, new SeededChoices(seed));
    return new Shortest(
        finding.story().events().size(), finding.result().events(), CpuTime.nanos() - begun);
  }
}
