package dev.pilcrow.simulator.explore;

import dev.pilcrow.simulator.choice.Choices;
import java.util.List;
import java.util.function.Supplier;

/** Chooses the moves that are told, in order; behind them, and where none is meant, tame ones. */
final class StepScript implements Choices {
  private final List<String> steps;
  private Supplier<List<String>> possible = List::of;
  private int next;

  StepScript(List<String> steps) {
    this.steps = steps;
  }

  /** From now on these are the moves that can be made. */
  void among(Supplier<List<String>> moves) {
    possible = moves;
  }

  boolean isDone() {
    return next == steps.size();
  }

  /**
   * @throws IllegalArgumentException if a step is not possible where it stands
   */
  @Override
  public int choose(String what, int bound) {
    List<String> moves = possible.get();
    if (isDone() || moves.isEmpty()) {
      return 0;
    }
    int index = moves.indexOf(steps.get(next));
    int nobody = bound - moves.size(); // within a step nobody need move
    if (index >= 0) {
      next++;
      return index + nobody;
    }
    if (nobody == 0) {
      throw new IllegalArgumentException("not possible there: \"" + steps.get(next) + '"');
    }
    return 0;
  }

  @Override
  public Choices fork(String component) {
    return this;
  }
}
