package dev.pilcrow.simulator.choice;

import java.util.Arrays;

/**
 * Chooses every alternative in its turn, as an odometer counts: a sequence of choices that is
 * given, and behind it first tame ones, then all others, the last choice changing first.
 *
 * <pre>
 *   given 3 0 1 | 0 0 0     next     3 0 1 | 0 0 1     next     3 0 1 | 0 1 0
 * </pre>
 *
 * What is chosen after a change may have other alternatives, or more choices behind it, than
 * before. All components choose from the same sequence.
 */
public final class Odometer implements Choices {
  private final int given;
  private int[] digits;
  private int[] bounds;
  private int length;
  private int at;

  /**
   * @param given the choices at the beginning, which stay
   */
  public Odometer(int... given) {
    this.given = given.length;
    this.length = given.length;
    this.digits = Arrays.copyOf(given, given.length + 16);
    this.bounds = new int[digits.length];
  }

  @Override
  public int choose(String what, int bound) {
    if (bound <= 1) {
      if (bound < 1) {
        throw new IllegalArgumentException(what + ": no choice among " + bound);
      }
      return 0;
    }
    if (at == length) {
      if (length == digits.length) {
        digits = Arrays.copyOf(digits, 2 * length);
        bounds = Arrays.copyOf(bounds, 2 * length);
      }
      digits[length++] = 0;
    }
    bounds[at] = bound;
    if (digits[at] >= bound) {
      throw new IllegalStateException(
          what + ": " + digits[at] + " of " + bound + ", a run before had more alternatives");
    }
    return digits[at++];
  }

  /** All choose from the same sequence. */
  @Override
  public Choices fork(String component) {
    return this;
  }

  /**
   * Goes back to the beginning, for a run that chooses otherwise than all before it.
   *
   * @return false if there is no other
   */
  public boolean next() {
    length = at;
    at = 0;
    while (length > given) {
      if (++digits[length - 1] < bounds[length - 1]) {
        return true;
      }
      length--;
    }
    return false;
  }

  /** What has been chosen since the beginning. */
  public int[] chosen() {
    return Arrays.copyOf(digits, at);
  }
}
