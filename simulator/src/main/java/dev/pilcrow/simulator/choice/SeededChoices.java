package dev.pilcrow.simulator.choice;

/**
 * Choices drawn evenly from a seed, the same on every machine and JDK.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014): a counter of odd stride, each count scrambled. A fork starts a counter of its
 * own at a place made of the seed and the component's name.
 */
public final class SeededChoices implements Choices {
  private static final long STRIDE = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private final long seed;
  private long counter;

  public SeededChoices(long seed) {
    this.seed = seed;
    this.counter = scramble(seed);
  }

  @Override
  public int choose(String what, int bound) {
    if (bound <= 1) {
      if (bound < 1) {
        throw new IllegalArgumentException(what + ": no choice among " + bound);
      }
      return 0;
    }
    // The upper half scaled to the bound: no division, and no bias that a run could show.
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** 64 random bits: for what is random in the simulated world itself, and no choice of a run. */
  public long nextLong() {
    counter += STRIDE;
    return scramble(counter);
  }

  @Override
  public SeededChoices fork(String component) {
    return new SeededChoices(scramble(seed + STRIDE) ^ hash(component));
  }

  /** The seed that gives these choices again. */
  public long seed() {
    return seed;
  }

  @Override
  public String toString() {
    return "choices of seed " + seed;
  }

  private static long scramble(long count) {
    long z = count;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** FNV-1a over the name's UTF-16 units, scrambled since short names differ in few bits. */
  private static long hash(String component) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < component.length(); i++) {
      hash = (hash ^ component.charAt(i)) * FNV_PRIME;
    }
    return scramble(hash);
  }
}
