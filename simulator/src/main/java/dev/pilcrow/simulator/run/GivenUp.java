package dev.pilcrow.simulator.run;

/**
 * A run was not wanted any more before it had ended, see {@link Experiment#asLongAs}: nothing is
 * known of it. An error, since it is thrown through the programs on the stack, as a broken promise
 * is.
 */
public final class GivenUp extends Error {
  private static final long serialVersionUID = 1;

  GivenUp(long events) {
    super("given up after " + events + " calls");
  }
}
