package dev.pilcrow.mutants.inside;

import dev.pilcrow.mutants.CpuTime;
import dev.pilcrow.mutants.Kill;
import dev.pilcrow.mutants.Killer;
import dev.pilcrow.mutants.Order;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.explore.Counterexample;
import dev.pilcrow.simulator.explore.Exploration;
import dev.pilcrow.simulator.explore.ExploreOptions;
import dev.pilcrow.simulator.explore.Hazard;
import dev.pilcrow.simulator.explore.TooManyStates;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every interleaving of small configurations, the smallest first: of two clients who say one frame
 * each, with one thing after the other that may befall them. What it finds is as short as can be.
 */
public final class ExplorationKiller implements Killer {
  private static final int MAX_STATES = 300_000;
  private static final ExploreOptions SMALL = ExploreOptions.of(2, 1).withMaxStates(MAX_STATES);

  private static final List<ExploreOptions> CONFIGURATIONS =
      List.of(
          SMALL,
          SMALL.withMode(HubMode.ECHO).withDirects(true),
          SMALL.withHazards(Set.of(Hazard.CRASH, Hazard.RESTART)),
          SMALL.withHazards(Set.of(Hazard.PARTIAL, Hazard.GARBAGE)),
          SMALL.withDirects(true),
          SMALL.withHazards(Set.of(Hazard.FULL)).withSlowPolicy(SlowPolicy.WAIT),
          SMALL.withHazards(Set.of(Hazard.FULL)),
          SMALL.withHazards(Set.of(Hazard.CRASH, Hazard.FULL)).withSlowPolicy(SlowPolicy.WAIT));

  @Override
  public @Nullable Kill attack(Order order) {
    long begun = CpuTime.nanos();
    for (ExploreOptions options : CONFIGURATIONS) {
      if (order.isOver(begun)) {
        return null;
      }
      Counterexample example = explore(options);
      if (example != null) {
        return new Kill(
            example.broken().promise() + " in " + example.steps().size() + " steps",
            String.valueOf(example.broken().getMessage()),
            CpuTime.nanos() - begun,
            null);
      }
    }
    return null;
  }

  private static @Nullable Counterexample explore(ExploreOptions options) {
    try {
      return Exploration.of(options).run().counterexample();
    } catch (TooManyStates e) {
      return null;
    }
  }
}
