package dev.pilcrow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Says on stderr how far long work is: on a terminal in one line that changes, elsewhere a line now
 * and then.
 */
final class Progress {
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long ELSEWHERE_NANOS = 10_000_000_000L;
  private static final String CLEAR_LINE = "\r\033[K";

  private final String unit;
  private final boolean terminal = isTerminal();
  private final long begunNanos = System.nanoTime();
  private long shownNanos = begunNanos;

  /**
   * @param unit what is counted
   */
  Progress(String unit) {
    this.unit = unit;
  }

  /**
   * So much is done.
   *
   * @param rated of what the rate is told
   */
  void show(long done, long rated, String ratedUnit) {
    show(done, rated, ratedUnit, "");
  }

  /**
   * The same, and something more.
   *
   * @param more a few words, or none
   */
  void show(long done, long rated, String ratedUnit, String more) {
    long now = System.nanoTime();
    if (now - shownNanos < (terminal ? TERMINAL_NANOS : ELSEWHERE_NANOS)) {
      return;
    }
    shownNanos = now;
    double seconds = (now - begunNanos) / 1e9;
    String line =
        String.format(
                Locale.ROOT,
                "%d %s, %.0f s, %.0f %s/s",
                done,
                unit,
                seconds,
                rated / seconds,
                ratedUnit)
            + (more.isEmpty() ? "" : ", " + more);
    System.err.print(terminal ? CLEAR_LINE + line : line + "\n");
    System.err.flush();
  }

  /** Asked of Linux: System.console() would ask for stdin and stdout too. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes the changing line away. */
  void clear() {
    if (terminal && shownNanos != begunNanos) {
      System.err.print(CLEAR_LINE);
      System.err.flush();
    }
  }
}
