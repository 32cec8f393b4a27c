package dev.pilcrow.simulator.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The states that have been seen, by 128-bit fingerprints of their encodings, numbered as they
 * came. Open addressing in arrays of primitives: 20 octets a place, at most three quarters of the
 * places taken.
 *
 * <p>Two states of one fingerprint would be taken for one. Among n states that happens with a
 * chance below n² / 2¹²⁹: for a hundred million, 10⁻²³.
 */
final class Fingerprints {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR_1 = 0x9E3779B97F4A7C15L;
  private static final long FACTOR_2 = 0xC2B2AE3D27D4EB4FL;
  private static final int FIRST_CAPACITY = 1 << 12;

  private final int maxStates;
  private long[] prints = new long[2 * FIRST_CAPACITY];
  private int[] numbers = new int[FIRST_CAPACITY];
  private int size;
  private long high;
  private long low;

  Fingerprints(int maxStates) {
    this.maxStates = maxStates;
  }

  int size() {
    return size;
  }

  /** The number of that state, or -1 if it has not been seen. */
  int find(byte[] state, int length) {
    print(state, length);
    int at = place();
    return numbers[at] - 1;
  }

  /**
   * The number of that state; a new one gets the next, which is {@link #size} before.
   *
   * @throws TooManyStates if that would be one too many
   */
  int add(byte[] state, int length) {
    print(state, length);
    int at = place();
    if (numbers[at] != 0) {
      return numbers[at] - 1;
    }
    if (size == maxStates) {
      throw new TooManyStates(maxStates);
    }
    if (4L * (size + 1) > 3L * numbers.length) {
      grow();
      at = place();
    }
    prints[2 * at] = high;
    prints[2 * at + 1] = low;
    numbers[at] = ++size;
    return size - 1;
  }

  private int place() {
    int mask = numbers.length - 1;
    int at = (int) low & mask;
    while (numbers[at] != 0 && (prints[2 * at] != high || prints[2 * at + 1] != low)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldPrints = prints;
    int[] oldNumbers = numbers;
    long newHigh = high;
    long newLow = low;
    prints = new long[2 * oldPrints.length];
    numbers = new int[2 * oldNumbers.length];
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != 0) {
        high = oldPrints[2 * i];
        low = oldPrints[2 * i + 1];
        int at = place();
        prints[2 * at] = high;
        prints[2 * at + 1] = low;
        numbers[at] = oldNumbers[i];
      }
    }
    high = newHigh;
    low = newLow;
  }

  /** Two independent chains over the words, each scrambled at the end. */
  private void print(byte[] state, int length) {
    long a = length * FACTOR_1;
    long b = length ^ FACTOR_2;
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      long word = (long) WORDS.get(state, at);
      a = Long.rotateLeft((a ^ word) * FACTOR_1, 29);
      b = Long.rotateLeft((b + word) * FACTOR_2, 37) ^ word;
    }
    long rest = 0;
    for (int shift = 0; at < length; at++, shift += Byte.SIZE) {
      rest |= (state[at] & 0xFFL) << shift;
    }
    high = scramble((a ^ rest) * FACTOR_1);
    low = scramble((b + rest) * FACTOR_2 ^ high);
  }

  private static long scramble(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
