package dev.pilcrow.simulator.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Ways that end, and ways that do not. */
class RestTest {
  private static final int END = Rest.END;

  @Test
  void ways_that_meet_and_end_are_not_in_vain() {
    assertEquals(END, firstInVain(3, 2, 4, 4, END));
  }

  @Test
  void a_state_that_leads_to_itself_is_in_vain() {
    assertEquals(2, firstInVain(1, END, 2));
  }

  @Test
  void the_first_state_whose_way_comes_into_a_circle_is_told() {
    assertEquals(1, firstInVain(END, 3, 0, 4, 3));
  }

  @Test
  void a_circle_behind_ways_that_end_is_found() {
    assertEquals(3, firstInVain(1, 2, END, 4, 5, 3));
  }

  private static int firstInVain(int... onward) {
    return Rest.firstInVain(onward, onward.length);
  }
}
