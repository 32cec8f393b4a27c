package dev.pilcrow.benchmarks.load;

/**
 * How long a run takes.
 *
 * @param warmUpMillis how long the load runs before anything counts
 * @param measuredMillis how long it counts
 * @param checkEvery whether every frame is looked at, or the first and last of each piece that
 *     arrives
 */
public record Pace(int warmUpMillis, int measuredMillis, boolean checkEvery) {

  public Pace {
    if (warmUpMillis < 0 || measuredMillis < 1) {
      throw new IllegalArgumentException(
          warmUpMillis + " ms of warm-up, " + measuredMillis + " ms measured");
    }
  }

  /** The shortest that still shows that something works. */
  public static final Pace SMOKE = new Pace(0, 20, true);

  /** From its words on a command line. */
  static Pace parse(String text) {
    String[] words = text.split(",", -1);
    return new Pace(
        Integer.parseInt(words[0]), Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]));
  }

  /** One word for a command line. */
  public String toArgument() {
    return warmUpMillis + "," + measuredMillis + "," + checkEvery;
  }
}
