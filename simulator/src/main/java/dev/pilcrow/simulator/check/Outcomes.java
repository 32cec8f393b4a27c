package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.Errno;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How often each call ended in what: shows whether the sequences got somewhere. */
final class Outcomes {
  private static final int ERRNOS = 134;

  private final Map<StepKind, long[]> counts = new EnumMap<>(StepKind.class);
  private long total;

  Outcomes() {
    for (StepKind kind : StepKind.values()) {
      counts.put(kind, new long[ERRNOS + 1]);
    }
  }

  void count(StepKind kind, int result) {
    total++;
    int column = result > 0 ? ERRNOS : Math.min(-result, ERRNOS - 1);
    columns(kind)[column]++;
  }

  long total() {
    return total;
  }

  /** Such as {@code write EAGAIN}, {@code read 0}, {@code tee >0}, with how often. */
  Map<String, Long> toMap() {
    Map<String, Long> map = new TreeMap<>();
    for (StepKind kind : StepKind.values()) {
      String call = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      for (int column = 0; column <= ERRNOS; column++) {
        long count = columns(kind)[column];
        if (count > 0) {
          map.put(call + " " + text(column), count);
        }
      }
    }
    return map;
  }

  private long[] columns(StepKind kind) {
    return Objects.requireNonNull(counts.get(kind));
  }

  private static String text(int column) {
    return switch (column) {
      case 0 -> "0";
      case ERRNOS -> ">0";
      default -> Errno.name(column);
    };
  }
}
