package dev.pilcrow.simulator.kernel;

/**
 * Thrown out of a system call: the process has been killed there, as by {@code kill -9}. No code of
 * the process may run after it, so it is an {@link Error}, which nothing but the scheduler catches.
 */
public final class ProcessKilled extends Error {
  private static final long serialVersionUID = 1;

  private final transient SimulatedProcess process;

  public ProcessKilled(SimulatedProcess process) {
    super(process.name() + " was killed", null, false, false);
    this.process = process;
  }

  /** Whoever was killed. */
  public SimulatedProcess process() {
    return process;
  }
}
