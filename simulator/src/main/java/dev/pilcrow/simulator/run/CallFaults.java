package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SystemCall;

/** What befalls actors, in the middle of their calls and while they wait. */
@FunctionalInterface
public interface CallFaults {
  /** Nothing does. */
  CallFaults NONE = (actor, call) -> 0;

  /**
   * An actor makes a call. It may be killed here, {@link Scheduler#kill}, or paused, {@link
   * Scheduler#pause}. What the call is about its process tells.
   *
   * @return 0 to let the call be made; or −errno, which it answers then without any effect
   */
  int strike(Actor actor, SystemCall call);

  /**
   * Nobody is in the middle of a step: anybody may be killed or paused here.
   *
   * @return whether somebody was; nobody steps then before this is asked again
   */
  default boolean strikeBetweenSteps() {
    return false;
  }
}
