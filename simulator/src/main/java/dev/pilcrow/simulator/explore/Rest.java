package dev.pilcrow.simulator.explore;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** Whether the way onward from every state ends. */
final class Rest {
  /** Where the way ends; also said of a walk in which it ends everywhere. */
  static final int END = -1;

  private static final byte UNKNOWN = 0;
  private static final byte ON_THE_WAY = 1;
  private static final byte ENDS = 2;

  private Rest() {}

  /**
   * The first state from which the way goes round in a circle; {@link #END} if there is none.
   *
   * @param onward the next state on each one's way, or {@link #END}
   * @param size how many states there are
   */
  static int firstInVain(int[] onward, int size) {
    byte[] marks = new byte[size];
    for (int state = 0; state < size; state++) {
      if (mark(onward, marks, state, UNKNOWN, ON_THE_WAY) == ON_THE_WAY) {
        return state;
      }
      mark(onward, marks, state, ON_THE_WAY, ENDS);
    }
    return END;
  }

  /**
   * The first state from which no way leads to an end; {@link #END} if there is none.
   *
   * @param from where each step leads from
   * @param to where it leads to
   * @param count how many steps there are
   * @param size how many states there are
   */
  static int firstWithoutEnd(int[] from, int[] to, int count, BitSet ends, int size) {
    int[] begins = new int[size + 1];
    for (int i = 0; i < count; i++) {
      begins[to[i]]++;
    }
    for (int i = 1; i <= size; i++) {
      begins[i] += begins[i - 1];
    }
    int[] before = new int[count];
    for (int i = 0; i < count; i++) {
      before[--begins[to[i]]] = from[i];
    }
    BitSet leads = (BitSet) ends.clone();
    Deque<Integer> open = new ArrayDeque<>();
    ends.stream().forEach(open::push);
    while (!open.isEmpty()) {
      int state = open.pop();
      for (int i = begins[state]; i < begins[state + 1]; i++) {
        if (!leads.get(before[i])) {
          leads.set(before[i]);
          open.push(before[i]);
        }
      }
    }
    int first = leads.nextClearBit(0);
    return first < size ? first : END;
  }

  /** Follows a way as long as it is marked so, and marks it anew; the mark where that ends. */
  private static byte mark(int[] onward, byte[] marks, int from, byte before, byte after) {
    int at = from;
    while (at != END && marks[at] == before) {
      marks[at] = after;
      at = onward[at];
    }
    return at == END ? ENDS : marks[at];
  }
}
