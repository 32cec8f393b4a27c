package dev.pilcrow.simulator.testing;

import dev.pilcrow.simulator.choice.Choices;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Choices for runs. */
public final class ChoicesArbitraries {
  private ChoicesArbitraries() {}

  /**
   * Choices drawn at random, whoever asks for whatever. They keep what they answered; when a
   * property fails they shrink to tapes with fewer choices that are not tame.
   *
   * <p>A property uses what it is given for one run only. In the report they are shown as {@link
   * dev.pilcrow.simulator.choice.Tapes#toLines} writes them.
   */
  public static Arbitrary<Choices> choices() {
    return Arbitraries.fromGenerator(random -> DrawnChoices.ofSeed(random.nextLong()));
  }
}
