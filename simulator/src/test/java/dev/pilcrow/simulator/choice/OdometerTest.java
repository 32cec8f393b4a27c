package dev.pilcrow.simulator.choice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OdometerTest {
  @Test
  void every_alternative_is_chosen_once_the_last_choice_changing_first() {
    Odometer odometer = new Odometer();
    List<String> all = new ArrayList<>();
    do {
      int first = odometer.choose("first", 3);
      int more = first == 1 ? odometer.fork("other").choose("more", 2) : 0;
      all.add(first + " " + more + " " + odometer.choose("nothing to choose", 1));
    } while (odometer.next());

    assertEquals(List.of("0 0 0", "1 0 0", "1 1 0", "2 0 0"), all);
  }

  @Test
  void what_is_given_stays() {
    Odometer odometer = new Odometer(2, 1);
    List<Integer> last = new ArrayList<>();
    do {
      assertEquals(2, odometer.choose("given", 5));
      assertEquals(1, odometer.choose("given", 2));
      last.add(odometer.choose("open", 3));
    } while (odometer.next());

    assertEquals(List.of(0, 1, 2), last);
  }

  @Test
  void all_that_was_chosen_is_known() {
    Odometer odometer = new Odometer(4);
    for (int i = 0; i < 40; i++) {
      odometer.choose("many", 6);
    }

    assertEquals(40, odometer.chosen().length);
    assertEquals(4, odometer.chosen()[0]);
    odometer.next();
    assertArrayEquals(new int[0], odometer.chosen());
  }

  @Test
  void a_choice_among_none_or_too_few_is_a_mistake() {
    assertThrows(IllegalArgumentException.class, () -> new Odometer().choose("none", 0));
    assertThrows(IllegalStateException.class, () -> new Odometer(7).choose("too few", 2));
    assertFalse(new Odometer(1).next());
  }
}
