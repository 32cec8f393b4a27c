package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.trace.Story;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be tried again and again: programs on a simulated machine, what befalls them,
 * and the promises that must be kept. The same choices give the same run, call by call.
 *
 * <p>An experiment keeps nothing from one run to the next. Whatever is open it decides by {@link
 * World#choices} alone: no clock, no randomness, no iteration over sets that have no order.
 */
@FunctionalInterface
public interface Experiment {
  /**
   * Sets the scene in a new world, lets it run, and ends it.
   *
   * @throws PromiseBroken if a promise did not hold; from here, or through the programs on the
   *     stack
   */
  void play(World world);

  /** Makes a run. */
  default RunResult run(Choices choices) {
    World world = new World(choices);
    @Nullable PromiseBroken failure = null;
    try {
      play(world);
    } catch (PromiseBroken e) {
      failure = e;
    }
    return world.result(failure);
  }

  /**
   * The same, but {@link #run} throws {@link GivenUp} as soon as it is not wanted any more.
   *
   * @param goOn is asked after each call, with how many there were
   */
  default Experiment asLongAs(LongPredicate goOn) {
    return world -> {
      Scheduler scheduler = world.scheduler();
      world.watch(
          new CallWatch() {
            @Override
            public void onCall(Actor actor, SystemCall call, int result) {
              if (!goOn.test(scheduler.events())) {
                throw new GivenUp(scheduler.events());
              }
            }
          });
      play(world);
    };
  }

  /** The same, each system call of it given to the sink as a line of text. */
  default Experiment traced(Consumer<String> sink) {
    return world -> {
      world.watch(new CallTrace(world.machine()::nanoTime, sink));
      play(world);
    };
  }

  /**
   * The same, told for people: here who wrote what into which pipe and who read it, call by call.
   */
  default Experiment told(Story story) {
    return world -> {
      world.watch(new CallStory(story));
      play(world);
    };
  }
}
