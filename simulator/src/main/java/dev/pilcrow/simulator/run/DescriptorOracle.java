package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.PromiseBroken;

/**
 * Nobody uses a descriptor that it has closed, or closes one twice: in a process with threads the
 * number may be another file's by then.
 */
public final class DescriptorOracle implements CallWatch {
  /** A call named a descriptor that is not open. */
  public static final class DescriptorNotOpen extends PromiseBroken {
    private static final long serialVersionUID = 1;

    DescriptorNotOpen(String message) {
      super(message);
    }
  }

  @Override
  public void onCall(Actor actor, SystemCall call, int result) {
    if (result == -Errno.EBADF) {
      throw new DescriptorNotOpen(
          "%s: %s(%d), which is not open"
              .formatted(actor, call.text(), actor.process().callDescriptor()));
    }
  }
}
