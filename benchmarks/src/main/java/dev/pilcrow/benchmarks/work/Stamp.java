package dev.pilcrow.benchmarks.work;

/**
 * A frame's number in its stream, as the first {@value #LENGTH} octets of its payload: one letter
 * from {@code a} to {@code p} for each four bits, so that no stamp holds an LF, a ¶ or a backslash,
 * and one 64-bit comparison checks it.
 */
public final class Stamp {

  /** Octets of a stamp. */
  public static final int LENGTH = Long.BYTES;

  private static final long LETTER_A = 0x6161_6161_6161_6161L;

  private Stamp() {}

  /**
   * The stamp of a number, as eight octets in the order of a little-endian long. Numbers count
   * modulo 2<sup>32</sup>: no run comes near to being wrong by so many.
   */
  public static long of(long number) {
    long spread = number & 0xFFFF_FFFFL;
    spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFFL;
    spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FFL;
    spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
    return spread + LETTER_A;
  }
}
