package dev.pilcrow.simulator.choice;

import java.util.Arrays;

/** What was chosen by one component, in order. It grows as it is recorded. */
public final class Tape {
  private int[] values;
  private int length;

  public Tape() {
    this(new int[16], 0);
  }

  private Tape(int[] values, int length) {
    this.values = values;
    this.length = length;
  }

  /** A tape of these values, all at least 0. */
  public static Tape of(int... values) {
    for (int value : values) {
      if (value < 0) {
        throw new IllegalArgumentException("a choice is at least 0, not " + value);
      }
    }
    return new Tape(values.clone(), values.length);
  }

  /** How many choices are on it. */
  public int length() {
    return length;
  }

  /** Choice {@code index}; behind the end it is 0, the tame one. */
  public int get(int index) {
    return index < length ? values[index] : 0;
  }

  /** All of them. */
  public int[] toArray() {
    return Arrays.copyOf(values, length);
  }

  /** The same up to where only tame choices follow, which an exhausted tape gives anyway. */
  public Tape trimmed() {
    int end = length;
    while (end > 0 && values[end - 1] == 0) {
      end--;
    }
    return of(Arrays.copyOf(values, end));
  }

  void add(int value) {
    if (length == values.length) {
      values = Arrays.copyOf(values, Math.max(16, 2 * length));
    }
    values[length++] = value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tape that
        && Arrays.equals(values, 0, length, that.values, 0, that.length);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
