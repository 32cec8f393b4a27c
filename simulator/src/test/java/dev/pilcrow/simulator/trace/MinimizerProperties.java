package dev.pilcrow.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.simulator.choice.Tape;
import dev.pilcrow.simulator.choice.Tapes;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MinimizerProperties {
  @Property(tries = 200)
  void what_is_found_still_fails_and_is_no_longer(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> values,
      @ForAll @IntRange(max = 39) int index) {
    int needed = index % values.size();
    int[] array = values.stream().mapToInt(Integer::intValue).toArray();
    Tapes failing = new Tapes().with("a", Tape.of(array));
    int least = array[needed];

    Tapes found = Minimizer.minimize(failing, tapes -> tapes.of("a").get(needed) == least, 10_000);

    int length = least == 0 ? 0 : needed + 1;
    assertEquals(length, found.of("a").length());
    for (int i = 0; i < length - 1; i++) {
      assertEquals(0, found.of("a").get(i));
    }
    assertEquals(least, found.of("a").get(needed));
  }

  @Example
  void components_that_do_not_matter_go() {
    Tapes failing =
        Tapes.parse(List.of("tape a 5 5 5", "tape b 1 2 3", "tape c/d 9*100", "tape e 4"));

    Tapes found = Minimizer.minimize(failing, tapes -> tapes.of("b").get(1) == 2, 10_000);

    assertEquals(List.of("tape b 0 2"), found.toLines());
  }

  @Example
  void of_a_thousand_components_those_that_do_not_matter_go_by_halves() {
    int[] runs = {0};
    Tapes failing = new Tapes();
    for (int i = 0; i < 1_000; i++) {
      failing = failing.with("c" + i, Tape.of(1, 1, 1));
    }

    Tapes found =
        Minimizer.minimize(
            failing,
            tapes -> {
              runs[0]++;
              return tapes.of("c667").length() > 0;
            },
            10_000);

    assertEquals(List.of("tape c667 1"), found.toLines());
    assertTrue(runs[0] < 50, "it ran " + runs[0] + " times");
  }

  @Property(tries = 200)
  void what_is_chosen_before_what_matters_is_taken_out(
      @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> before,
      @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> behind) {
    int[] array =
        Stream.of(before, List.of(6, 7), behind)
            .flatMap(List::stream)
            .mapToInt(Integer::intValue)
            .toArray();

    Tapes found =
        Minimizer.minimize(
            new Tapes().with("a", Tape.of(array)),
            tapes -> tapes.of("a").toString().contains("6, 7"),
            10_000);

    assertEquals(List.of("tape a 6 7"), found.toLines());
  }

  @Example
  void of_a_million_choices_only_those_that_are_tried_cost_anything() {
    int million = 1_000_000;
    Tapes failing = Tapes.parse(List.of("tape a 0*" + million + " 1", "tape b 1*" + million));

    Tapes found =
        Minimizer.minimize(
            failing,
            tapes -> tapes.of("a").get(million) == 1 && tapes.of("b").length() == million,
            50);

    assertEquals("tape a 0*" + million + " 1", found.toLines().get(0));
    assertEquals(million, found.of("b").length());
  }

  @Example
  void it_runs_no_more_often_than_it_may() {
    int[] runs = {0};
    Tapes failing = Tapes.parse(List.of("tape a 1*1000"));

    Minimizer.minimize(
        failing,
        tapes -> {
          runs[0]++;
          return false;
        },
        25);

    assertTrue(runs[0] <= 25, "it ran " + runs[0] + " times");
  }
}
