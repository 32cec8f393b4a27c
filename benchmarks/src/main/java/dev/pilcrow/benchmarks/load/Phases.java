package dev.pilcrow.benchmarks.load;

/**
 * The time line of a run, and what was counted in its middle:
 *
 * <pre>
 *   | warm-up        | measured            | the rest arrives
 *   start()          "measuring" is said   "measured" is said
 * </pre>
 *
 * At least one frame is measured, however long that takes. Whoever hears the two words looks at
 * what the hub has used up so far.
 */
final class Phases {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private enum Phase {
    NOT_STARTED,
    WARMING_UP,
    MEASURING,
    MEASURED
  }

  private final Control control;
  private final Pace pace;
  private Phase phase = Phase.NOT_STARTED;
  private long sinceNanos;
  private long sinceFrames;
  private long measuredNanos;
  private long measuredFrames;

  Phases(Control control, Pace pace) {
    this.control = control;
    this.pace = pace;
  }

  boolean isStarted() {
    return phase != Phase.NOT_STARTED;
  }

  boolean isMeasuring() {
    return phase == Phase.MEASURING;
  }

  boolean isMeasured() {
    return phase == Phase.MEASURED;
  }

  /** The load begins. */
  void start() {
    phase = Phase.WARMING_UP;
    sinceNanos = System.nanoTime();
  }

  /**
   * Goes on to the next phase if it is time.
   *
   * @param frames how many have been received so far
   */
  void onTime(long frames) {
    long now = System.nanoTime();
    if (phase == Phase.WARMING_UP && now - sinceNanos >= pace.warmUpMillis() * NANOS_PER_MILLI) {
      phase = Phase.MEASURING;
      control.say("measuring");
      sinceNanos = System.nanoTime();
      sinceFrames = frames;
    } else if (phase == Phase.MEASURING
        && frames > sinceFrames
        && now - sinceNanos >= pace.measuredMillis() * NANOS_PER_MILLI) {
      phase = Phase.MEASURED;
      measuredNanos = now - sinceNanos;
      measuredFrames = frames - sinceFrames;
      control.say("measured");
    }
  }

  /** What was counted, as fields of the line {@code result}. */
  String result() {
    return "frames=" + measuredFrames + " nanos=" + measuredNanos;
  }
}
