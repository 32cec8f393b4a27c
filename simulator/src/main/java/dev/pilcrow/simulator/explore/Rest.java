package dev.pilcrow.simulator.explore;

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
