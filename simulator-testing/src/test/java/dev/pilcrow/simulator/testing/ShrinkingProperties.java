package dev.pilcrow.simulator.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Frame;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.run.RunOptions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/** What is left of a sample when it is made as simple as can be. */
class ShrinkingProperties {
  /** Always the same samples: how long shrinking takes depends on them. */
  private static final long SEED = 1;

  @Example
  void names_shrink_to_a_letter() {
    assertEquals("a", simplest(FrameArbitraries.names(), name -> true));
  }

  @Example
  void payloads_shrink_to_an_octet() {
    byte[] least = simplest(FrameArbitraries.payloads(), payload -> true);
    assertArrayEquals(new byte[1], least);
  }

  @Example
  void frames_shrink_within_their_kind() {
    Frame least = simplest(FrameArbitraries.frames(), frame -> frame instanceof Frame.Registration);
    assertEquals(new Frame.Registration("a"), least);
  }

  @Example
  void bursts_shrink_to_what_matters() {
    Burst least = simplest(BurstArbitraries.bursts(), burst -> burst.reads().size() > 1);
    assertEquals(1, least.frames().size());
    assertEquals(List.of(1), least.cuts());
  }

  @Example
  void options_shrink_to_one_client_and_no_fault() {
    RunOptions least = simplest(RunArbitraries.runOptions(9, 100), options -> true);
    assertEquals(1, least.clients());
    assertEquals(Set.of(), least.faults());
  }

  /** Fails if b's third choice among ten is 7 or more; whatever a chooses does not matter. */
  @Example
  void choices_shrink_to_the_one_that_matters() {
    Predicate<Choices> fails =
        choices -> {
          Choices a = choices.fork("a");
          Choices b = choices.fork("b");
          int chosen = 0;
          for (int i = 0; i < 3; i++) {
            a.choose("whatever", 100);
            chosen = b.choose("the third", 10);
          }
          return chosen >= 7;
        };

    Choices least = simplest(ChoicesArbitraries.choices(), fails);
    assertTrue(fails.test(least));

    assertEquals("[tape b 0*2 7]", least.toString());
  }

  /** Goes from a sample that fails to simpler ones, as long as one of them fails. */
  private static <T> T simplest(Arbitrary<T> arbitrary, Predicate<T> fails) {
    Random random = new Random(SEED);
    RandomGenerator<T> generator = arbitrary.generator(1000);
    Shrinkable<T> found = generator.next(random);
    while (!fails.test(found.value())) {
      found = generator.next(random);
    }
    Optional<Shrinkable<T>> simpler = Optional.of(found);
    while (simpler.isPresent()) {
      Shrinkable<T> best = simpler.get();
      found = best;
      simpler =
          best.shrink()
              .filter(next -> next.distance().compareTo(best.distance()) < 0)
              .filter(next -> fails.test(next.value()))
              .findFirst();
    }
    return found.value();
  }
}
