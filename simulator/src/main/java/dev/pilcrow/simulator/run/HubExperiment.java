package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.trace.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The experiment that Pilcrow's own hub and clients are put to, see {@link Simulation}.
 *
 * @param options what is fixed for every run
 * @param more makes, for each run, the oracles that it has beside the usual ones
 */
public record HubExperiment(RunOptions options, Supplier<? extends List<? extends Oracle>> more)
    implements Experiment {

  /** With the usual oracles. */
  public HubExperiment(RunOptions options) {
    this(options, List::of);
  }

  @Override
  public void play(World world) {
    new Simulation(options, world, more.get()).run();
  }

  /** The same, told frame by frame. */
  @Override
  public Experiment told(Story story) {
    return new HubExperiment(
        options,
        () -> {
          List<Oracle> oracles = new ArrayList<>(more.get());
          oracles.add(0, new StoryTeller(story));
          return oracles;
        });
  }
}
