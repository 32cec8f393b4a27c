package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.ProcessOptions;
import dev.pilcrow.simulator.kernel.SimulatedKernel;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import org.jspecify.annotations.Nullable;

/** What one run takes place in: a machine of its own, a scheduler, and the run's choices. */
public final class World {
  private static final int SEEDS = 1 << 30;

  private final Choices choices;
  private final Watches watches = new Watches();
  private final Scheduler scheduler;
  private String plan = "";

  World(Choices choices) {
    this.choices = choices;
    SimulatedKernel machine = new SimulatedKernel(choices.fork("machine").choose("seed", SEEDS));
    this.scheduler = new Scheduler(machine, choices.fork("scheduler"), 0, watches);
  }

  /**
   * What decides this run. Each component forks choices of its own; {@code machine} and {@code
   * scheduler} are taken.
   */
  public Choices choices() {
    return choices;
  }

  /** The machine; its {@link SimulatedKernel#files} are where a scene is set. */
  public SimulatedKernel machine() {
    return scheduler.machine();
  }

  /** Who lets actors move. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** A new process, for an {@link Actor}; its name must be unique in the run. */
  public SimulatedProcess start(String name, ProcessOptions options) {
    return machine().start(name, options, scheduler);
  }

  /** Shows every call from now on to one more, after those that came before it. */
  public void watch(CallWatch watch) {
    watches.add(watch);
  }

  /** What was drawn for this run as a whole, on one line, for reports. */
  public void plan(String text) {
    plan = text;
  }

  RunResult result(@Nullable PromiseBroken failure) {
    return new RunResult(plan, scheduler.events(), scheduler.digest(), failure);
  }
}
