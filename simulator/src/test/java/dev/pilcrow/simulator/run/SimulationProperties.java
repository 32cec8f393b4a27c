package dev.pilcrow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubLimits;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.simulator.choice.RecordedChoices;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.choice.TapedChoices;
import dev.pilcrow.simulator.choice.Tapes;
import dev.pilcrow.simulator.oracle.BoundsOracle;
import dev.pilcrow.simulator.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Always the same seeds; {@code pilcrow simulate} is for new ones. */
class SimulationProperties {
  @Property(tries = 250, shrinking = ShrinkingMode.OFF, seed = "1")
  void whatever_befalls_a_run_every_promise_is_kept(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int clients) {
    RunResult result = Simulation.run(RunOptions.swarm(clients, 6_000), new SeededChoices(seed));

    assertNull(result.failure(), () -> "seed " + seed + ": " + result.plan());
  }

  /** Such a run showed that a hub told to stop forgot whom to write the rest of a run to. */
  @Property(tries = 250, shrinking = ShrinkingMode.OFF, seed = "1")
  void where_pipes_are_narrow_and_clients_slow_every_promise_is_kept(@ForAll long seed) {
    RunOptions options =
        RunOptions.swarm(3, 2_000)
            .withFaults(Set.of(Fault.SLOW, Fault.PAUSE, Fault.SMALL_PIPES))
            .withMode(HubMode.CHAT);

    RunResult result = Simulation.run(options, new SeededChoices(seed));

    assertNull(result.failure(), () -> "seed " + seed + ": " + result.plan());
  }

  @Example
  void a_run_draws_how_long_it_is_within_bounds() {
    Set<Long> drawn = new TreeSet<>();
    for (int seed = 0; seed < 100; seed++) {
      drawn.add(RunPlan.draw(RunOptions.swarm(3, 10_000), new SeededChoices(seed)).events());
    }

    assertEquals(Set.of(250L, 625L, 2_500L, 10_000L), drawn);
  }

  @Example
  void a_run_is_as_long_as_it_was_told_if_no_fault_strikes_or_it_is_shorter_than_any() {
    RunOptions told = RunOptions.swarm(3, 10_000).withFaults(Set.of());
    for (int seed = 0; seed < 20; seed++) {
      assertEquals(10_000, RunPlan.draw(told, new SeededChoices(seed)).events());
      assertEquals(40, RunPlan.draw(RunOptions.swarm(3, 40), new SeededChoices(seed)).events());
    }
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void the_same_choices_give_the_same_run(@ForAll long seed) {
    RunOptions options = RunOptions.swarm(3, 5_000);
    Tapes tapes = new Tapes();

    List<String> first = trace(options, seed);
    RunResult recorded =
        Simulation.run(options, new RecordedChoices(new SeededChoices(seed), tapes));
    RunResult replayed = Simulation.run(options, new TapedChoices(tapes));

    assertEquals(first, trace(options, seed));
    assertEquals(first.get(first.size() - 1), recorded.digestText());
    assertEquals(recorded.digest(), replayed.digest());
    assertEquals(recorded.events(), replayed.events());
  }

  /** The run that every other is made simpler towards. */
  @Example
  void when_all_choices_are_tame_nobody_comes_and_nothing_befalls_the_hub() {
    RunResult result = Simulation.run(RunOptions.swarm(2, 5_000), new TapedChoices(new Tapes()));

    assertNull(result.failure());
    assertTrue(result.plan().contains("faults=none"), result.plan());
    assertTrue(result.plan().contains("interrupt-one-in=0"), result.plan());
    assertTrue(result.events() < 100, result.toString());
  }

  /** The oracle sees real hubs: one with less room than they have objects to them. */
  @Example
  void a_hub_that_takes_more_than_it_may_is_found() {
    HubLimits few = HubLimits.DEFAULT.withMaxSessions(2);
    HubOptions less = HubOptions.of("/", HubConfig.of(HubMode.CHAT).withLimits(few));
    List<Oracle> narrow = List.of(new BoundsOracle(less));

    RunResult result =
        Simulation.run(RunOptions.swarm(5, 5_000), new SeededChoices(1), narrow, null);

    assertTrue(result.failure() instanceof BoundsOracle.BoundBroken, () -> result.toString());
  }

  private static List<String> trace(RunOptions options, long seed) {
    List<String> lines = new ArrayList<>();
    RunResult result = Simulation.run(options, new SeededChoices(seed), List.of(), lines::add);
    lines.add(result.digestText());
    return lines;
  }
}
