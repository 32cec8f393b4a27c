package dev.pilcrow.simulator.kernel;

/**
 * The gate that lets everything pass, for a single process, or several that are run by turns.
 *
 * <p>Who sleeps with a timeout sleeps it out, since nobody else can move meanwhile.
 */
public final class OpenGate implements CallGate {
  @Override
  public int enter(SimulatedProcess process, SystemCall call) {
    return 0;
  }

  @Override
  public void leave(SimulatedProcess process, SystemCall call, int result) {}

  /**
   * @throws IllegalStateException if the call would sleep for ever
   */
  @Override
  public boolean block(SimulatedProcess process, SystemCall call, long untilNanos) {
    if (untilNanos == Long.MAX_VALUE) {
      throw new IllegalStateException(
          process.name()
              + " sleeps in "
              + call.text()
              + " and nobody else can move: open with O_NONBLOCK, or give the process a gate that runs others");
    }
    process.machine().advanceTo(untilNanos);
    return false;
  }
}
