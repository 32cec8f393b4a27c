package dev.pilcrow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.kernel.ProcessOptions;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.trace.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  /** Makes a call at each step, if it is to, and asks for the next step at once or later. */
  private static final class Restless extends Actor {
    private final boolean calls;
    private final long timeoutNanos;

    Restless(SimulatedProcess process, boolean calls, long timeoutNanos) {
      super(process);
      this.calls = calls;
      this.timeoutNanos = timeoutNanos;
    }

    @Override
    protected void step() {
      if (calls) {
        process().close(99);
      }
    }

    @Override
    protected long timeoutNanos() {
      return timeoutNanos;
    }
  }

  @Test
  void whoever_comes_to_no_rest_is_stuck_with_calls_or_without() {
    assertEquals("Stuck", promise(world -> settle(world, true, 0)));
    assertEquals("Stuck", promise(world -> settle(world, false, 0)));
    assertEquals("Stuck", promise(world -> settle(world, false, 1_000)));
  }

  @Test
  void a_descriptor_that_is_not_open_is_nobodys_to_use() {
    Experiment watched =
        world -> {
          world.watch(new DescriptorOracle());
          settle(world, true, 0);
        };
    assertEquals("DescriptorNotOpen", promise(watched));
  }

  @Test
  void a_run_that_only_counts_calls_is_not_kept_for_ever_by_one_who_makes_none() {
    for (long timeoutNanos : new long[] {0, 1_000}) {
      Experiment experiment =
          world -> {
            restless(world, false, timeoutNanos);
            while (world.scheduler().advance(Long.MAX_VALUE - 1)) {}
          };

      PromiseBroken broken = Objects.requireNonNull(experiment.run(new SeededChoices(1)).failure());

      assertEquals("Stuck", broken.promise());
      assertTrue(broken.getMessage().startsWith("restless goes on"), broken.getMessage());
    }
  }

  @Test
  void a_call_outside_of_steps_is_the_experiments_mistake() {
    Experiment experiment = world -> restless(world, true, 0).process().close(1);

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> experiment.run(new SeededChoices(1)));

    assertTrue(e.toString().contains("outside of its actor's steps"), e.toString());
  }

  @Test
  void whoever_is_killed_in_a_call_or_between_steps_makes_no_more() {
    Experiment inCall =
        world -> {
          Scheduler scheduler = world.scheduler();
          restless(world, true, 0);
          scheduler.faults(
              (actor, call) -> {
                scheduler.kill(actor);
                return 0;
              });
          scheduler.settle(100);
        };
    Experiment between =
        world -> {
          world.scheduler().kill(restless(world, true, 0));
          world.scheduler().settle(100);
        };

    assertEquals(List.of("is gone"), told(inCall));
    assertEquals(List.of("is gone"), told(between));
  }

  @Test
  void the_plan_and_every_call_are_told() {
    Experiment experiment =
        world -> {
          world.plan("one restless");
          settle(world, true, 0);
        };
    List<String> lines = new ArrayList<>();

    RunResult result = experiment.traced(lines::add).run(new SeededChoices(1));

    assertEquals("one restless", result.plan());
    assertEquals(result.events(), lines.size());
    assertTrue(lines.get(0).contains("close(99) = EBADF"), lines.get(0));
    assertEquals("close fails: EBADF", told(experiment).get(0));
  }

  private static List<String> told(Experiment experiment) {
    Story story = new Story();
    assertNotNull(experiment.told(story).run(new SeededChoices(1)));
    return story.events().stream().map(Story.Event::text).toList();
  }

  private static String promise(Experiment experiment) {
    return Objects.requireNonNull(experiment.run(new SeededChoices(1)).failure()).promise();
  }

  private static void settle(World world, boolean calls, long timeoutNanos) {
    restless(world, calls, timeoutNanos);
    world.scheduler().settle(100);
  }

  private static Actor restless(World world, boolean calls, long timeoutNanos) {
    Actor actor =
        new Restless(world.start("restless", ProcessOptions.user(1000)), calls, timeoutNanos);
    world.scheduler().add(actor);
    return actor;
  }
}
