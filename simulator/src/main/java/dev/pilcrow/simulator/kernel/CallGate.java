package dev.pilcrow.simulator.kernel;

/**
 * What a process's system calls pass on their way into the simulated kernel and out of it.
 *
 * <p>{@code nanoTime}, {@code userId} and {@code randomLong} do not pass: they cannot fail, and
 * nobody else could tell when they were made.
 *
 * <p>While a process is in a gate it is in the middle of a call, and must not make another.
 */
public interface CallGate {
  /**
   * Before a call. It may let other processes run and change the machine. What the call is about is
   * told by the process: {@link SimulatedProcess#callDescriptor}, {@link
   * SimulatedProcess#callPath}, {@link SimulatedProcess#callLength} and so on.
   *
   * @return 0 to go on; or −errno, which is what the call answers then, without any effect. Only
   *     {@code close} takes effect all the same, as on Linux
   * @throws ProcessKilled if the process dies instead; whoever throws it also calls {@link
   *     SimulatedProcess#kill}, before or after
   */
  int enter(SimulatedProcess process, SystemCall call);

  /**
   * After a call, unless it ended in {@link ProcessKilled}.
   *
   * @param result what it answers
   */
  void leave(SimulatedProcess process, SystemCall call, int result);

  /**
   * The call must sleep: it has nothing to answer yet. Lets others run, or time go by, and is asked
   * again until the call has something to answer.
   *
   * @param untilNanos when the call gives up by itself, by {@link SimulatedKernel#nanoTime}; {@link
   *     Long#MAX_VALUE} if never
   * @return true to look again; false if the sleep is over without it: a signal came, or {@code
   *     untilNanos} has
   * @throws ProcessKilled as {@link #enter}
   */
  boolean block(SimulatedProcess process, SystemCall call, long untilNanos);

  /**
   * Something happened to a file that one of the process's epolls watches, in a call of whomever:
   * {@link SimulatedProcess#hasEvents} may have become true. Called in the middle of that call, so
   * nobody may step.
   */
  default void onEvents(SimulatedProcess process) {}
}
