package dev.pilcrow.simulator.choice;

/**
 * Chooses partly what is on {@link Tapes}, and partly anew: of all components that have a tape, a
 * coin tells which keep it; the others draw. Who has no tape stays tame.
 *
 * <p>So a run that fails leads to others like it, of the same kind and with the same people, who do
 * something else.
 */
public final class RedrawnChoices implements Choices {
  private final Choices taped;
  private final Tapes tapes;
  private final Choices source;
  private final Choices coin;

  /**
   * @param source what is drawn anew
   * @param coin which components are, each with even chances
   */
  public RedrawnChoices(Tapes tapes, Choices source, Choices coin) {
    this.taped = new TapedChoices(tapes);
    this.tapes = tapes;
    this.source = source;
    this.coin = coin;
  }

  /** What is chosen before anything is forked stays as it was. */
  @Override
  public int choose(String what, int bound) {
    return taped.choose(what, bound);
  }

  @Override
  public Choices fork(String component) {
    boolean drawn =
        tapes.knows(component) && coin.fork(component).choose("to draw anew or not", 2) == 1;
    return (drawn ? source : taped).fork(component);
  }
}
