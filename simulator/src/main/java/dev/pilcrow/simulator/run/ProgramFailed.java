package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.oracle.PromiseBroken;

/** A program has thrown what it should have dealt with. */
public final class ProgramFailed extends PromiseBroken {
  private static final long serialVersionUID = 1;

  public ProgramFailed(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }
}
