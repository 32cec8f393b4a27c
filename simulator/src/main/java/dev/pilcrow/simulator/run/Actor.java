package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Poller;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.io.IOException;

/**
 * A process with the program that it runs, one step at a time.
 *
 * <p>A step is a turn of a loop, or one call of a script. It never waits: descriptors are opened
 * with O_NONBLOCK, loops turned with a timeout of 0. Between steps an actor sleeps until one of its
 * process's epolls has something to tell, or until its {@link #timeoutNanos} are over. Other actors
 * may step whenever a call passes the {@link Scheduler}; this one is not stepped again before its
 * step has ended.
 */
public abstract class Actor {
  private final SimulatedProcess process;

  /** Its place among all actors, for digests; given by the scheduler. */
  int index = -1;

  /** Its place in the {@link ActorSet} of those that are awake; -1 if it is not in it. */
  transient int awakeIndex = -1;

  /** On the stack: in the middle of a step. */
  boolean isStepping;

  /** It does not move before that, whatever happens. */
  long pausedUntilNanos;

  /** The time that its alarm is set to; {@link Long#MAX_VALUE} for none. */
  long alarmNanos = Long.MAX_VALUE;

  protected Actor(SimulatedProcess process) {
    this.process = process;
  }

  /** The process's name, unique in a run. */
  public final String name() {
    return process.name();
  }

  /** The process. */
  public final SimulatedProcess process() {
    return process;
  }

  /** Whether it keeps to the protocol, and reads. */
  protected boolean isInnocent() {
    return true;
  }

  /** Its program has ended, or it was killed. */
  public final boolean isOver() {
    return !process.isAlive();
  }

  /** Its program has ended: the process exits. */
  protected final void exit() {
    process.kill();
  }

  /**
   * One step.
   *
   * @throws IOException if the program meets an error that it cannot deal with
   */
  protected abstract void step() throws IOException;

  /**
   * How long it waits from now on if nothing that it watches becomes ready: 0 if it has something
   * to do now, {@link Poller#FOREVER} if it waits without end. Asked again when that time is over.
   */
  protected abstract long timeoutNanos();

  /** What its next step is, said of it in a word or two. */
  protected String deed() {
    return "steps";
  }

  /** Nothing new should be begun from now on; what is begun should be finished. */
  protected void calmDown() {}

  /** It should say goodbye and exit. */
  protected void goHome() {}

  @Override
  public String toString() {
    return name();
  }
}
