package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SystemCall;

/** Is shown everything that actors do, as it happens. What a call is about the process tells. */
public interface CallWatch {
  /** Sees nothing. */
  CallWatch NONE = new CallWatch() {};

  /** An actor's step begins. */
  default void beforeStep(Actor actor) {}

  /** An actor's step has ended; also if it was killed in it. */
  default void afterStep(Actor actor) {}

  /** An actor has made a call. */
  default void onCall(Actor actor, SystemCall call, int result) {}

  /** An actor's process is gone: its program has ended, or it was killed. */
  default void onExit(Actor actor) {}
}
