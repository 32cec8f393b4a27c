package dev.pilcrow.benchmarks.run;

import dev.pilcrow.benchmarks.work.Row;
import dev.pilcrow.benchmarks.work.Sample;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Says how far a session has come: on a terminal with a last line that is written over, elsewhere
 * with plain lines.
 */
public final class Progress {
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int BAR = 24;

  private final PrintStream out;
  private final boolean terminal;
  private final long beganNanos = System.nanoTime();
  private int total;
  private int done;

  /**
   * @param terminal whether what is printed can be written over
   */
  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** So many runs are to come. */
  public void begin(int runs) {
    total = runs;
  }

  /** That row is left out. */
  public void skipped(Row row, String why) {
    line(name(row) + "  skipped: " + why);
  }

  /** A run begins. */
  public void starting(Row row, int round) {
    if (terminal) {
      int filled = total == 0 ? BAR : BAR * done / total;
      out.print(
          CLEAR_LINE
              + "["
              + "#".repeat(filled)
              + "-".repeat(BAR - filled)
              + "] "
              + done
              + "/"
              + total
              + remaining()
              + "  round "
              + round
              + "  "
              + row.work().id()
              + "  "
              + row.peer());
      out.flush();
    }
  }

  /** The run has ended. */
  public void finished(Row row) {
    done++;
    String failure = row.failure();
    line(name(row) + "  " + (failure == null ? figure(row) : "FAILED: " + failure));
  }

  /** All runs have ended. */
  public void end() {
    if (terminal) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  private static String name(Row row) {
    return String.format(Locale.ROOT, "%-18s %-9s", row.work().id(), row.peer());
  }

  private static String figure(Row row) {
    Sample last = row.samples().get(row.samples().size() - 1);
    double figure = last.figures().getOrDefault(row.work().primary(), Double.NaN);
    return switch (row.work().primary()) {
      case FRAMES_PER_SECOND -> String.format(Locale.ROOT, "%9.3f M/s", figure / 1e6);
      default -> String.format(Locale.ROOT, "%9.2f us", figure);
    };
  }

  private String remaining() {
    if (done == 0) {
      return "";
    }
    long nanos = (System.nanoTime() - beganNanos) / done * (total - done);
    Duration left = Duration.ofNanos(nanos);
    return String.format(Locale.ROOT, "  %d:%02d left", left.toMinutes(), left.toSecondsPart());
  }

  private void line(String text) {
    out.println((terminal ? CLEAR_LINE : "") + text);
  }
}
