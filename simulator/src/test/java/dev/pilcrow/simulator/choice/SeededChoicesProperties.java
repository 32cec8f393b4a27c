package dev.pilcrow.simulator.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SeededChoicesProperties {
  private static final int DRAWS = 64;

  @Property
  void the_same_seed_chooses_the_same(@ForAll long seed) {
    assertEquals(draw(new SeededChoices(seed)), draw(new SeededChoices(seed)));
  }

  @Property
  void every_choice_is_within_its_bound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
    SeededChoices choices = new SeededChoices(seed);
    for (int i = 0; i < DRAWS; i++) {
      int choice = choices.choose("any", bound);
      assertTrue(0 <= choice && choice < bound, () -> choice + " of " + bound);
    }
  }

  @Property
  void a_fork_does_not_depend_on_what_was_drawn_before(
      @ForAll long seed, @ForAll @StringLength(max = 8) String component, @ForAll byte draws) {
    SeededChoices choices = new SeededChoices(seed);
    List<Integer> fresh = draw(choices.fork(component));
    for (int i = 0; i < draws; i++) {
      choices.choose("any", 2);
    }
    choices.fork("another");
    assertEquals(fresh, draw(choices.fork(component)));
  }

  @Property
  void forks_of_different_names_and_their_parent_differ(
      @ForAll long seed, @ForAll @StringLength(max = 8) String component) {
    SeededChoices choices = new SeededChoices(seed);
    List<Integer> one = draw(choices.fork(component));
    assertNotEquals(one, draw(choices.fork(component + "'")));
    assertNotEquals(one, draw(choices));
    assertNotEquals(one, draw(choices.fork(component).fork(component)));
  }

  @Example
  void all_alternatives_are_equally_likely() {
    SeededChoices choices = new SeededChoices(0);
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[choices.choose("any", counts.length)]++;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 400, "a tenth, within four standard deviations");
    }
  }

  @Example
  void the_generator_stays_the_same_for_ever() {
    SeededChoices choices = new SeededChoices(42);
    assertEquals(GOLDEN, List.of(next(choices), next(choices), next(choices.fork("alice"))));
  }

  @Example
  void the_tame_choice_lets_nothing_happen() {
    Choices tame =
        new Choices() {
          @Override
          public int choose(String what, int bound) {
            return 0;
          }

          @Override
          public Choices fork(String component) {
            return this;
          }
        };
    assertFalse(tame.happens("a fault", 2));
  }

  @Example
  void no_alternative_is_no_choice() {
    SeededChoices choices = new SeededChoices(1);
    assertThrows(IllegalArgumentException.class, () -> choices.choose("any", 0));
    assertThrows(IllegalArgumentException.class, () -> choices.happens("any", 1));
  }

  private static final List<Integer> GOLDEN = List.of(596_118, 160_365, 610_964);

  private static int next(Choices choices) {
    return choices.choose("any", 1_000_000);
  }

  private static List<Integer> draw(Choices choices) {
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(next(choices));
    }
    return drawn;
  }
}
