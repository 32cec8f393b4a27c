package dev.pilcrow.simulator.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
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

  @Test
  void a_state_from_which_no_way_leads_to_an_end_is_found() {
    BitSet ends = new BitSet();
    ends.set(2);
    int[] from = {0, 0, 1, 3, 3};
    int[] to = {1, 3, 2, 3, 4};

    assertEquals(3, Rest.firstWithoutEnd(from, to, from.length, ends, 5));
    ends.set(4);
    assertEquals(END, Rest.firstWithoutEnd(from, to, from.length, ends, 5));
    assertEquals(5, Rest.firstWithoutEnd(from, to, from.length, ends, 6));
  }

  private static int firstInVain(int... onward) {
    return Rest.firstInVain(onward, onward.length);
  }
}
