package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Poller;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.CallGate;
import dev.pilcrow.simulator.kernel.ProcessKilled;
import dev.pilcrow.simulator.kernel.SimulatedKernel;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.kernel.SystemCall;
import dev.pilcrow.simulator.oracle.LivenessOracle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides who moves, on one thread: between steps, and between any two system calls within a step.
 *
 * <pre>
 *   step of the hub      epoll_wait ... read ... write ... write
 *                                     |        |
 *   step of a client                  write    read ... close
 *                                                   |
 *   step of another                                 write
 * </pre>
 *
 * <p>Whoever makes a call enters here first. Before the call is done others may step, each of them
 * a whole step, during whose calls others may step again, up to a depth of {@link #MAX_DEPTH}. An
 * actor that is on the stack is not stepped. What that leaves out: two loops that alternate within
 * one turn of each.
 *
 * <p>Time is virtual. A call takes {@link #CALL_NANOS}; when nobody has anything to do it is at
 * once the time of the next alarm.
 */
public final class Scheduler implements CallGate {
  /** So many actors are in the middle of a step at most. */
  public static final int MAX_DEPTH = 3;

  /** How long a system call takes. */
  public static final long CALL_NANOS = 500;

  private static final int MAX_MOVES_WITHOUT_CALLS = 1_000_000;

  /** One interruption in so many is long: as on a machine where somebody else has the core. */
  private static final int LONG_ONE_IN = 32;

  /** So many steps at most come in between then. */
  private static final int LONGEST = 64;

  private final SimulatedKernel machine;
  private final Choices choices;
  private final CallWatch watch;
  private final List<Actor> actors = new ArrayList<>();

  /** By the numbers of their processes. */
  private @Nullable Actor[] byProcess = new Actor[16];

  private final ActorSet awake = new ActorSet();
  private final Alarms alarms = new Alarms();
  private final Actor[] stack = new Actor[MAX_DEPTH];

  /** How many calls have been begun in each step on the stack. */
  private final int[] calls = new int[MAX_DEPTH];

  private CallFaults faults = CallFaults.NONE;
  private int depth;
  private long callNanos = CALL_NANOS;
  private @Nullable Interleaving interleaving;
  private int interruptOneIn;
  private int anybodyOneIn;
  private long events;
  private long eventsBefore;
  private long movesWithoutCalls;
  private @Nullable Actor lastToMove;
  private long digest = 0x243F6A8885A308D3L;

  /**
   * @param interruptOneIn before one call in so many somebody else steps; 0 for never
   * @param watch is shown every call that has been made
   */
  public Scheduler(SimulatedKernel machine, Choices choices, int interruptOneIn, CallWatch watch) {
    this.machine = machine;
    this.choices = choices;
    this.interruptOneIn = interruptOneIn;
    this.watch = watch;
  }

  /** The machine that everybody runs on. */
  public SimulatedKernel machine() {
    return machine;
  }

  /** How many system calls have been made. */
  public long events() {
    return events;
  }

  /** A number that tells this run from any other: made of every call, by whom, and its result. */
  public long digest() {
    return digest;
  }

  /** All actors, also those whose programs have ended, in the order in which they came. */
  public List<Actor> actors() {
    return List.copyOf(actors);
  }

  /** How many actors are in the middle of a step. */
  int depth() {
    return depth;
  }

  /**
   * How finely steps are interleaved from now on.
   *
   * @param oneIn before one call in so many somebody else steps, at least 2; 0 for never
   */
  public void interruptOneIn(int oneIn) {
    interruptOneIn = oneIn;
  }

  /**
   * Who is let step from now on: whoever was told of something last, as where waking preempts, but
   * for one step in so many, which may be anybody's who is awake. So what goes to and fro between a
   * few is seldom torn apart, and they are met while they are still in this machine's caches.
   *
   * @param oneIn at least 2; 0 if every step may be anybody's
   */
  public void anybodyOneIn(int oneIn) {
    anybodyOneIn = oneIn;
  }

  /**
   * From now on every interleaving can come about, by choices among all moves that can be made; and
   * none by chance.
   *
   * @param preemptions how often somebody else moves between two calls of a step, at most
   * @param mayDie whom it may befall at any time that it is killed
   * @param told is given a line of text for each move, before it is made, if it is not null
   */
  public Interleaving exhaustively(
      int preemptions, Predicate<Actor> mayDie, @Nullable Consumer<String> told) {
    Interleaving all = new Interleaving(this, choices, preemptions, mayDie, told);
    interleaving = all;
    return all;
  }

  /** How long a call takes from now on; 0 leaves time to alarms. */
  public void callNanos(long nanos) {
    callNanos = nanos;
  }

  /** From now on these strike, and no others. */
  public void faults(CallFaults striking) {
    faults = striking;
  }

  /** Somebody new, who is awake. */
  public void add(Actor actor) {
    actor.index = actors.size();
    actors.add(actor);
    int number = actor.process().number();
    if (number >= byProcess.length) {
      byProcess = Arrays.copyOf(byProcess, 2 * number);
    }
    byProcess[number] = actor;
    awake.add(actor);
  }

  /** An actor should look whether it has something to do, whatever it waits for. */
  public void wake(Actor actor) {
    if (!actor.isOver()) {
      awake.add(actor);
    }
  }

  /** It does not move for so long; if it is in the middle of a step, from the step's end on. */
  public void pause(Actor actor, long nanos) {
    actor.pausedUntilNanos = machine.nanoTime() + nanos;
    alarms.set(actor, actor.pausedUntilNanos);
    if (!actor.isStepping) {
      awake.remove(actor);
    }
  }

  /**
   * SIGKILL.
   *
   * @throws ProcessKilled if it is the one who steps: none of its code may run any more
   * @throws IllegalStateException if it is in the middle of a step that somebody else has
   *     interrupted
   */
  public void kill(Actor actor) {
    if (actor.isStepping && actor != current()) {
      throw new IllegalStateException(actor + " is interrupted: it can be killed when it goes on");
    }
    actor.process().kill();
    if (actor.isStepping) {
      throw new ProcessKilled(actor.process());
    }
    awake.remove(actor);
    watch.onExit(actor);
  }

  /**
   * Lets somebody step, or time go by if nobody has anything to do.
   *
   * @param untilNanos time does not go by beyond that
   * @return false if nobody has anything to do before then
   * @throws LivenessOracle.Stuck if steps and alarms follow each other and nobody makes a call
   */
  public boolean advance(long untilNanos) {
    requireCalls();
    Interleaving all = interleaving;
    if (all != null) {
      return all.move(untilNanos);
    }
    if (faults.strikeBetweenSteps()) {
      return true;
    }
    while (awake.size() > 0) {
      Actor actor = awake.get(choose("who steps"));
      if (hasWork(actor)) {
        lastToMove = actor;
        step(actor);
        return true;
      }
    }
    return passTime(untilNanos);
  }

  /** It is the time of the next alarm; false if that is not due by then. */
  boolean passTime(long untilNanos) {
    long next = alarms.nextNanos();
    if (next > untilNanos) {
      return false;
    }
    machine.advanceTo(next);
    while (alarms.nextNanos() <= machine.nanoTime()) {
      lastToMove = alarms.takeNext();
      wake(lastToMove);
    }
    return true;
  }

  /** A run ends after so many calls: whoever moves on and on without any would keep it for ever. */
  private void requireCalls() {
    if (eventsBefore != events) {
      eventsBefore = events;
      movesWithoutCalls = 0;
    } else if (++movesWithoutCalls > MAX_MOVES_WITHOUT_CALLS) {
      throw new LivenessOracle.Stuck(
          "%s goes on and on, and nobody makes a call: %s".formatted(lastToMove, this));
    }
  }

  /**
   * Lets everybody go on until nobody has anything to do any more.
   *
   * @param maxEvents how many calls that may take, and how many steps and alarms
   * @throws LivenessOracle.Stuck if it takes more
   */
  public void settle(long maxEvents) {
    long until = events + maxEvents;
    for (long turns = 0; advance(Long.MAX_VALUE - 1); turns++) {
      if (events > until || turns > maxEvents) {
        throw new LivenessOracle.Stuck("there is no rest after " + maxEvents + " calls: " + this);
      }
    }
  }

  // ---- between two calls ----

  @Override
  public int enter(SimulatedProcess process, SystemCall call) {
    Actor actor = current();
    if (actor == null || actor.process() != process) {
      throw new IllegalStateException(
          process
              + " makes a call outside of its actor's steps; scenes are set by means of"
              + " SimulatedKernel.files()");
    }
    events++;
    machine.advanceTo(machine.nanoTime() + callNanos);
    calls[depth - 1]++;
    if (interleaving != null) {
      interleaving.onCall(process, call);
    } else if (interruptOneIn > 0
        && depth < MAX_DEPTH
        && choices.happens("interrupted", interruptOneIn)) {
      interrupt();
    }
    return faults.strike(actor, call);
  }

  @Override
  public void leave(SimulatedProcess process, SystemCall call, int result) {
    Actor actor = stack[depth - 1];
    long event = ((long) actor.index << Integer.SIZE) ^ result;
    digest = (digest ^ event ^ call.text().hashCode()) * 0x9E3779B97F4A7C15L;
    digest ^= digest >>> 29;
    watch.onCall(actor, call, result);
  }

  /** Nobody here sleeps in a call: steps are turns that do not wait. */
  @Override
  public boolean block(SimulatedProcess process, SystemCall call, long untilNanos) {
    throw new IllegalStateException(
        process.name()
            + " sleeps in "
            + call.text()
            + ": a step must not wait, open with O_NONBLOCK and turn with a timeout of 0");
  }

  @Override
  public void onEvents(SimulatedProcess process) {
    int number = process.number();
    Actor actor = number < byProcess.length ? byProcess[number] : null;
    if (actor != null && !actor.isStepping && actor.pausedUntilNanos <= machine.nanoTime()) {
      wake(actor);
      if (anybodyOneIn > 0) {
        awake.moveToEnd(actor);
      }
    }
  }

  /** Others step: one step, or now and then as many as it takes to die and to be followed. */
  private void interrupt() {
    boolean isLong = choices.happens("interrupted for long", LONG_ONE_IN);
    int steps = isLong ? 1 + choices.choose("how many interrupt", LONGEST) : 1;
    while (steps > 0 && stepSomebody()) {
      steps--;
    }
  }

  /** Somebody who is awake and not on the stack steps, if a few tries find one. */
  private boolean stepSomebody() {
    int size = awake.size();
    if (size == 0) {
      return false;
    }
    int first = choose("who interrupts");
    for (int i = 0; i < Math.min(size, 2 * MAX_DEPTH) && awake.size() > 0; i++) {
      Actor actor = awake.get(Math.floorMod(first - i, awake.size()));
      if (!actor.isStepping && hasWork(actor)) {
        step(actor);
        return true;
      }
    }
    return false;
  }

  /** One of those who are awake; there must be one. */
  private int choose(String what) {
    boolean last = anybodyOneIn > 0 && !choices.happens("anybody", anybodyOneIn);
    return last ? awake.size() - 1 : choices.choose(what, awake.size());
  }

  /** Whether a step would do something; one that has nothing to do goes to sleep. */
  private boolean hasWork(Actor actor) {
    if (actor.isOver() || actor.pausedUntilNanos > machine.nanoTime()) {
      awake.remove(actor);
      return false;
    }
    long timeout = actor.timeoutNanos();
    if (timeout == 0 || actor.process().hasEvents()) {
      return true;
    }
    if (!actor.isStepping) {
      awake.remove(actor);
      sleep(actor, timeout);
    }
    return false;
  }

  private void sleep(Actor actor, long timeoutNanos) {
    if (timeoutNanos == Poller.FOREVER) {
      alarms.clear(actor);
    } else {
      alarms.set(actor, machine.nanoTime() + timeoutNanos);
    }
  }

  /** Those who have something to do and are not in the middle of a step, in their order. */
  List<Actor> ready() {
    List<Actor> ready = new ArrayList<>();
    for (int i = awake.size() - 1; i >= 0; i--) {
      Actor actor = awake.get(i);
      if (!actor.isStepping && hasWork(actor)) {
        ready.add(actor);
      }
    }
    ready.sort(Comparator.comparingInt(actor -> actor.index));
    return ready;
  }

  /** Whether time alone would let somebody do something. */
  boolean isAwaited() {
    return alarms.nextNanos() < Long.MAX_VALUE;
  }

  /** Where in a step one is: {@code before call 3 of hub}; nothing between two steps. */
  String place() {
    Actor actor = current();
    return actor == null ? "" : ", before call %d of %s".formatted(calls[depth - 1], actor);
  }

  /** Which call of its step it is that the one on top of the stack makes, from 1 on. */
  int callOfStep() {
    return calls[depth - 1];
  }

  void step(Actor actor) {
    calls[depth] = 0;
    stack[depth++] = actor;
    actor.isStepping = true;
    watch.beforeStep(actor);
    try {
      actor.step();
    } catch (ProcessKilled e) {
      // Where it stood does not matter any more.
    } catch (IOException | RuntimeException e) {
      throw new ProgramFailed(actor + " has failed: " + e, e);
    }
    actor.isStepping = false;
    stack[--depth] = null;
    watch.afterStep(actor);
    if (actor.isOver()) {
      awake.remove(actor);
      watch.onExit(actor);
    }
  }

  @Override
  public String toString() {
    return "%d events, %d actors, %d awake, in the middle of %s"
        .formatted(events, actors.size(), awake.size(), Arrays.asList(current()));
  }

  private @Nullable Actor current() {
    return depth == 0 ? null : stack[depth - 1];
  }
}
