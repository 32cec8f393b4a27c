package dev.pilcrow.simulator.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** States are known again, numbered as they came, and stand in line. */
class FingerprintsTest {
  private static final int STATES = 100_000;

  private final byte[] state = new byte[11];

  @Test
  void every_state_gets_one_number_and_keeps_it() {
    Fingerprints seen = new Fingerprints(STATES);
    for (int i = 0; i < STATES; i++) {
      assertEquals(-1, seen.find(number(i), state.length));
      assertEquals(i, seen.add(number(i), state.length));
    }
    for (int i = 0; i < STATES; i++) {
      assertEquals(i, seen.add(number(i), state.length));
      assertEquals(i, seen.find(number(i), state.length));
    }
    assertEquals(STATES, seen.size());
    assertThrows(TooManyStates.class, () -> seen.add(number(STATES), state.length));
  }

  @Test
  void octets_behind_the_end_count_for_nothing_and_the_length_counts() {
    Fingerprints seen = new Fingerprints(STATES);
    seen.add(new byte[] {1, 2, 3}, 2);

    assertEquals(0, seen.find(new byte[] {1, 2, 4}, 2));
    assertEquals(-1, seen.find(new byte[] {1, 2, 0}, 3));
  }

  @Test
  void states_come_out_as_they_went_in_across_blocks() {
    StateQueue queue = new StateQueue();
    int next = 0;
    for (int i = 0; i < STATES; i++) {
      queue.add(number(i), 1 + i % state.length);
      queue.add(number(i), state.length);
      for (int half = 0; half < 2 && i % 3 != 0; half++) {
        next = removed(queue, next);
      }
    }
    while (queue.size() > 0) {
      next = removed(queue, next);
    }
    assertEquals(2 * STATES, next);
  }

  private int removed(StateQueue queue, int next) {
    int length = next % 2 == 0 ? 1 + next / 2 % state.length : state.length;
    byte[] expected = new byte[length];
    System.arraycopy(number(next / 2), 0, expected, 0, length);
    assertArrayEquals(expected, queue.remove());
    return next + 1;
  }

  private byte[] number(int i) {
    ByteBuffer.wrap(state).putInt(5, i);
    return state;
  }
}
