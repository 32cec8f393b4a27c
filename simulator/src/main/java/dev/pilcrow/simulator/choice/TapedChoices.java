package dev.pilcrow.simulator.choice;

/**
 * Chooses again what is on {@link Tapes}. Where a tape has ended, or holds what is not among the
 * alternatives any more, the tame choice is taken: so a tape that was cut or changed still gives a
 * run.
 */
public final class TapedChoices implements Choices {
  private final Tapes tapes;
  private final String component;
  private final Tape tape;
  private int next;

  public TapedChoices(Tapes tapes) {
    this(tapes, "");
  }

  private TapedChoices(Tapes tapes, String component) {
    this.tapes = tapes;
    this.component = component;
    this.tape = tapes.of(component);
  }

  @Override
  public int choose(String what, int bound) {
    if (bound <= 1) {
      if (bound < 1) {
        throw new IllegalArgumentException(what + ": no choice among " + bound);
      }
      return 0;
    }
    int chosen = tape.get(next++);
    return chosen < bound ? chosen : 0;
  }

  @Override
  public Choices fork(String name) {
    return new TapedChoices(tapes, Forks.join(component, name));
  }
}
