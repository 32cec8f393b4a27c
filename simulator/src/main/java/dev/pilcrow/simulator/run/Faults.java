package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SystemCall;
import java.util.List;

/** The faults of a run of Pilcrow's that strike processes: in their calls, or while they wait. */
final class Faults implements CallFaults {
  private static final long[] PAUSES_NANOS = {
    100_000L, 1_000_000L, 100_000_000L, 3_000_000_000L, 11_000_000_000L
  };

  private static final int ANOTHER_ONE_IN = 2;

  private final Scheduler scheduler;
  private final List<Fault> kinds;
  private final int oneIn;
  private final Choices choices;

  /** Somebody has just been killed between two steps. */
  private boolean hasKilled;

  /**
   * @param oneIn how many calls there are to a fault
   */
  Faults(Scheduler scheduler, List<Fault> kinds, int oneIn, Choices choices) {
    this.scheduler = scheduler;
    this.kinds = kinds;
    this.oneIn = oneIn;
    this.choices = choices;
  }

  @Override
  public int strike(Actor actor, SystemCall call) {
    if (kinds.isEmpty() || !choices.happens("a fault strikes", oneIn)) {
      return 0;
    }
    switch (kinds.get(choices.choose("which fault", kinds.size()))) {
      case CRASH -> {
        if (!(actor instanceof HubActor)) {
          scheduler.kill(actor);
        }
      }
      case HUB_CRASH -> {
        if (actor instanceof HubActor) {
          scheduler.kill(actor);
        }
      }
      case PAUSE -> scheduler.pause(actor, nanos(choices));
      case CLOCK -> scheduler.machine().advanceTo(scheduler.machine().nanoTime() + nanos(choices));
      case EINTR -> {
        return mayBeInterrupted(call) ? -Errno.EINTR : 0;
      }
      case EMFILE -> {
        return makesDescriptors(call) ? -Errno.EMFILE : 0;
      }
      default -> throw new IllegalStateException("not a fault of a call");
    }
    return 0;
  }

  /**
   * Who waits makes no call, and can be killed all the same. Often somebody else is killed next, as
   * by one kill(2) of a group of processes.
   */
  @Override
  public boolean strikeBetweenSteps() {
    if (!kinds.contains(Fault.CRASH)
        || !choices.happens("somebody is killed", hasKilled ? ANOTHER_ONE_IN : oneIn)) {
      hasKilled = false;
      return false;
    }
    List<Actor> all = scheduler.actors();
    Actor actor = all.get(choices.choose("who is killed", all.size()));
    boolean strikes = !actor.isOver() && !(actor instanceof HubActor);
    hasKilled = true;
    if (strikes) {
      scheduler.kill(actor);
    }
    return strikes;
  }

  private static long nanos(Choices choices) {
    return PAUSES_NANOS[choices.choose("how long", PAUSES_NANOS.length)];
  }

  private static boolean mayBeInterrupted(SystemCall call) {
    return switch (call) {
      case READ, WRITE, EPOLL_WAIT -> true;
      default -> false;
    };
  }

  private static boolean makesDescriptors(SystemCall call) {
    return switch (call) {
      case OPEN, PIPE, EPOLL_CREATE, EVENT_FD -> true;
      default -> false;
    };
  }
}
