package dev.pilcrow.benchmarks.report;

import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Row;
import dev.pilcrow.benchmarks.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The medians as text, each with its spread and its ratio to the first peer of the same work. */
public final class Table {

  private Table() {}

  public static String of(Findings findings) {
    StringBuilder out = new StringBuilder();
    List<Work> works = findings.rows().stream().map(Row::work).distinct().toList();
    for (Work work : works) {
      out.append(work.id()).append(": ").append(work.title()).append('\n');
      List<Row> rows = findings.rows().stream().filter(row -> row.work().equals(work)).toList();
      rows.forEach(row -> out.append(line(row, reference(rows))).append('\n'));
      out.append('\n');
    }
    for (MicroFigure figure : findings.micro()) {
      out.append(line(figure)).append('\n');
    }
    return out.toString();
  }

  /** The row that the others of its work are compared with: the first that has figures. */
  static @Nullable Row reference(List<Row> rowsOfWork) {
    return rowsOfWork.stream().filter(Row::isMeasured).findFirst().orElse(null);
  }

  /** How much better the row is than the reference: above 1 it is better, whatever the figure. */
  static double ratio(Row row, Row reference) {
    Metric metric = row.work().primary();
    double ratio = row.median(metric) / reference.median(metric);
    return metric.moreIsBetter() ? ratio : 1 / ratio;
  }

  /** A work's own figure, with its unit. */
  static String figure(Work work, double figure) {
    return switch (work.primary()) {
      case FRAMES_PER_SECOND -> String.format(Locale.ROOT, "%.3g M/s", figure / 1e6);
      default -> String.format(Locale.ROOT, "%.1f µs", figure);
    };
  }

  private static String line(Row row, @Nullable Row reference) {
    List<String> cells = new ArrayList<>();
    cells.add(String.format(Locale.ROOT, "  %-9s", row.peer()));
    String skipped = row.skipped();
    String failure = row.failure();
    if (skipped != null) {
      cells.add("skipped: " + skipped);
    } else if (failure != null) {
      cells.add("FAILED: " + failure);
    } else if (reference != null) {
      Metric primary = row.work().primary();
      cells.add(String.format(Locale.ROOT, "%11s", figure(row.work(), row.median(primary))));
      cells.add(
          String.format(
              Locale.ROOT,
              "%-26s",
              "("
                  + figure(row.work(), row.least(primary))
                  + " to "
                  + figure(row.work(), row.greatest(primary))
                  + ")"));
      cells.add(String.format(Locale.ROOT, "%6.2f x", ratio(row, reference)));
      cells.add(
          String.format(
              Locale.ROOT, "hub %7.1f ns CPU per frame", row.median(Metric.HUB_CPU_NANOS)));
    }
    return String.join("  ", cells);
  }

  private static String line(MicroFigure figure) {
    return String.format(
        Locale.ROOT,
        "%-60s %10.1f ± %-8.1f %s  %.1f octets",
        figure.name(),
        figure.score(),
        figure.error(),
        figure.unit(),
        figure.octetsPerOperation());
  }
}
