package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import java.util.ArrayList;
import java.util.List;

/** Nobody spins: a loop that is woken does something about it. */
public final class BusyLoopOracle implements CallWatch {
  /** A loop was woken again and again and did nothing but wait again. */
  public static final class BusyLoop extends PromiseBroken {
    private static final long serialVersionUID = 1;

    BusyLoop(String message) {
      super(message);
    }
  }

  /** Once may be an event that was overtaken. */
  private static final int MAX_IDLE_STEPS = 8;

  private static final class Count {
    int idleSteps;
    boolean woken;
    boolean didSomething;
  }

  private final List<Count> counts = new ArrayList<>();

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    Count count = count(actor);
    if (call != SystemCall.EPOLL_WAIT) {
      count.didSomething = true;
    } else if (result > 0) {
      count.woken = true;
    }
  }

  @Override
  public void afterStep(Actor actor) {
    Count count = count(actor);
    count.idleSteps = count.woken && !count.didSomething ? count.idleSteps + 1 : 0;
    count.woken = false;
    count.didSomething = false;
    if (count.idleSteps > MAX_IDLE_STEPS) {
      throw new BusyLoop(
          actor + " was woken " + count.idleSteps + " times in a row and made no call but to wait");
    }
  }

  private Count count(Actor actor) {
    while (counts.size() <= actor.index) {
      counts.add(new Count());
    }
    return counts.get(actor.index);
  }
}
