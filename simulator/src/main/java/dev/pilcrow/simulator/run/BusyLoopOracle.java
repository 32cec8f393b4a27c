package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import java.util.Arrays;

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

  private static final int WOKEN = 1;
  private static final int DID_SOMETHING = 2;

  /** By actor: how many steps in a row were idle, and what is known of the present one. */
  private int[] idleSteps = new int[16];

  private int[] present = new int[16];

  @Override
  public void beforeStep(Actor actor) {
    if (actor.index >= present.length) {
      present = Arrays.copyOf(present, 2 * actor.index);
      idleSteps = Arrays.copyOf(idleSteps, 2 * actor.index);
    }
    present[actor.index] = 0;
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    if (call != SystemCall.EPOLL_WAIT) {
      present[actor.index] |= DID_SOMETHING;
    } else if (result > 0) {
      present[actor.index] |= WOKEN;
    }
  }

  @Override
  public void afterStep(Actor actor) {
    int index = actor.index;
    idleSteps[index] = present[index] == WOKEN ? idleSteps[index] + 1 : 0;
    if (idleSteps[index] > MAX_IDLE_STEPS) {
      throw new BusyLoop(
          "%s was woken %d times in a row and made no call but to wait"
              .formatted(actor, idleSteps[index]));
    }
  }
}
