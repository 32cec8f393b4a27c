package dev.pilcrow.simulator.choice;

/** Passes choices on, and keeps them on {@link Tapes}. */
public final class RecordedChoices implements Choices {
  private final Choices source;
  private final Tapes tapes;
  private final String component;
  private final Tape tape;

  /**
   * @param tapes is added to, by these choices and all that are forked from them
   */
  public RecordedChoices(Choices source, Tapes tapes) {
    this(source, tapes, "");
  }

  private RecordedChoices(Choices source, Tapes tapes, String component) {
    this.source = source;
    this.tapes = tapes;
    this.component = component;
    this.tape = tapes.record(component);
  }

  @Override
  public int choose(String what, int bound) {
    int chosen = source.choose(what, bound);
    if (bound > 1) {
      tape.add(chosen);
    }
    return chosen;
  }

  @Override
  public Choices fork(String name) {
    return new RecordedChoices(source.fork(name), tapes, Forks.join(component, name));
  }
}
