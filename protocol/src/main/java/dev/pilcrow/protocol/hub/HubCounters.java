package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Violation;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often what happened, since the hub began. Read on the hub's own thread. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal: counting a flood of garbage allocates nothing
public final class HubCounters {
  private static final Violation[] VIOLATIONS = Violation.values();
  private static final Departure[] DEPARTURES = Departure.values();

  long dataFrames;
  long everyoneFrames;
  long directFrames;
  long commands;
  long joined;
  long refused;
  long openFailed;
  long droppedFrames;
  private final long[] violations = new long[VIOLATIONS.length];
  private final long[] departures = new long[DEPARTURES.length];

  void count(Violation violation) {
    violations[violation.ordinal()]++;
  }

  void count(Departure departure) {
    departures[departure.ordinal()]++;
  }

  /** Data frames with a valid sender, whatever became of them. */
  public long dataFrames() {
    return dataFrames;
  }

  /** Data frames that went to everyone. */
  public long everyoneFrames() {
    return everyoneFrames;
  }

  /** Data frames that went to one session, the echo included. */
  public long directFrames() {
    return directFrames;
  }

  /** Data frames to {@code hub}. */
  public long commands() {
    return commands;
  }

  /** Sessions that became active. */
  public long joined() {
    return joined;
  }

  /** Registrations answered with an error. */
  public long refused() {
    return refused;
  }

  /** Registrations whose FIFO could not be opened. */
  public long openFailed() {
    return openFailed;
  }

  /** Frames dropped from the queues of slow clients. */
  public long droppedFrames() {
    return droppedFrames;
  }

  /** Frames dropped for that reason. */
  public long violations(Violation violation) {
    return violations[violation.ordinal()];
  }

  /** Sessions that ended in that way. */
  public long departures(Departure departure) {
    return departures[departure.ordinal()];
  }

  /** Every counter by a name that fits a log line, zeros included, always in the same order. */
  public Map<String, Long> all() {
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("frames", dataFrames);
    all.put("everyone", everyoneFrames);
    all.put("direct", directFrames);
    all.put("commands", commands);
    all.put("joined", joined);
    all.put("refused", refused);
    all.put("open-failed", openFailed);
    all.put("dropped", droppedFrames);
    for (Departure departure : DEPARTURES) {
      all.put("left-" + word(departure), departures(departure));
    }
    for (Violation violation : VIOLATIONS) {
      all.put(word(violation), violations(violation));
    }
    return all;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
