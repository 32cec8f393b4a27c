package dev.pilcrow.simulator.run;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.kernel.SystemCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where every interleaving is to come about: the moves that can be made, one of which is chosen.
 *
 * <pre>
 *   between two steps            anybody who has something to do steps; if nobody has, time passes
 *   between two calls of one     the same, or nobody; so often at most as was allowed
 *   both                         somebody is killed who may be
 * </pre>
 *
 * <p>That is all that is needed, and no more. Before the first call of a step nobody need come in
 * between, for whoever would might as well have moved before the step; so a step of one call is
 * never interrupted. And nobody need come in behind a call that does not concern them: they might
 * as well have come before it.
 */
public final class Interleaving {
  private final Scheduler scheduler;
  private final Choices choices;
  private final Predicate<Actor> mayDie;
  private final @Nullable Consumer<String> told;
  private final int preemptionsAllowed;
  private final @Nullable Footprint[] lastCalls = new Footprint[Scheduler.MAX_DEPTH];
  private List<Move> offered = List.of();
  private int preemptions;
  private int deaths;

  /** An actor steps or dies; without an actor time passes. */
  private record Move(@Nullable Actor actor, boolean dies) {
    @Override
    public String toString() {
      return actor == null ? "time passes" : actor + " " + (dies ? "is killed" : actor.deed());
    }
  }

  Interleaving(
      Scheduler scheduler,
      Choices choices,
      int preemptionsAllowed,
      Predicate<Actor> mayDie,
      @Nullable Consumer<String> told) {
    this.scheduler = scheduler;
    this.choices = choices;
    this.preemptionsAllowed = preemptionsAllowed;
    this.mayDie = mayDie;
    this.told = told;
  }

  /** What the choices are asked to choose from, a line of text each; to be asked meanwhile. */
  public List<String> moves() {
    return offered.stream().map(this::text).toList();
  }

  /** Whether nobody does anything any more of itself, however long it takes. */
  public boolean isOver() {
    return scheduler.ready().isEmpty() && !scheduler.isAwaited();
  }

  /** How often somebody has moved between two calls of a step. */
  public int preemptions() {
    return preemptions;
  }

  /** How many have been killed. */
  public int deaths() {
    return deaths;
  }

  /** Between two steps: makes one move; false if none can be made by then. */
  boolean move(long untilNanos) {
    List<Move> moves = possible();
    if (moves.isEmpty()) {
      return false;
    }
    offered = moves;
    return take(moves.get(choices.choose("who moves", moves.size())), untilNanos);
  }

  /** Somebody makes a call: others may come in between it and the one before. */
  void onCall(SimulatedProcess process, SystemCall call) {
    int depth = scheduler.depth();
    Footprint last = scheduler.callOfStep() == 1 ? null : lastCalls[depth - 1];
    if (last != null && depth < Scheduler.MAX_DEPTH) {
      preempt(last);
    }
    lastCalls[depth - 1] = Footprint.of(process, call);
  }

  private void preempt(Footprint last) {
    boolean begun = false;
    while (preemptions < preemptionsAllowed) {
      List<Move> moves = possible();
      if (!begun) {
        moves.removeIf(move -> move.actor == null || !last.concerns(move.actor.process()));
      }
      offered = moves;
      int chosen = choices.choose("who comes in between", 1 + moves.size());
      if (chosen == 0) {
        return;
      }
      begun = true;
      preemptions++;
      take(moves.get(chosen - 1), Long.MAX_VALUE);
    }
  }

  private boolean take(Move move, long untilNanos) {
    if (told != null) {
      told.accept(text(move));
    }
    Actor actor = move.actor;
    if (actor == null) {
      return scheduler.passTime(untilNanos);
    }
    if (move.dies) {
      deaths++;
      scheduler.kill(actor);
    } else {
      scheduler.step(actor);
    }
    return true;
  }

  private List<Move> possible() {
    List<Move> moves = new ArrayList<>();
    for (Actor actor : scheduler.ready()) {
      moves.add(new Move(actor, false));
    }
    if (moves.isEmpty() && scheduler.depth() == 0 && scheduler.isAwaited()) {
      moves.add(new Move(null, false));
    }
    for (Actor actor : scheduler.actors()) {
      if (!actor.isOver() && !actor.isStepping && mayDie.test(actor)) {
        moves.add(new Move(actor, true));
      }
    }
    return moves;
  }

  private String text(Move move) {
    return move + scheduler.place();
  }
}
