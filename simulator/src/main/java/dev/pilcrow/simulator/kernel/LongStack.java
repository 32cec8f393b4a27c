package dev.pilcrow.simulator.kernel;

import java.util.Arrays;

/** Numbers, the latest first, without boxes. */
final class LongStack {
  private long[] numbers = new long[16];
  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  void push(long number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  long pop() {
    return numbers[--count];
  }
}
