package dev.pilcrow.benchmarks.report;

import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Row;
import java.util.List;
import java.util.Locale;

/**
 * One work: a bar for each peer, as long as the peer is good beside the first one; a line across
 * its end from the worst round to the best.
 */
final class RatioBars {
  private static final int WIDTH = 760;
  private static final int NAMES = 90;
  private static final int FIGURES = 190;
  private static final int LINE = 24;
  private static final int BAR = 14;

  private final List<Row> rows;
  private final Row reference;
  private final double scale;

  /**
   * @param rows the measured ones of one work
   */
  RatioBars(List<Row> rows, Row reference) {
    this.rows = rows;
    this.reference = reference;
    double longest = rows.stream().mapToDouble(this::best).max().orElse(1);
    this.scale = (WIDTH - NAMES - FIGURES) / Math.max(1, longest);
  }

  String draw() {
    int height = LINE * rows.size() + 2;
    Svg svg = new Svg(WIDTH, height, reference.work().title());
    for (int i = 0; i < rows.size(); i++) {
      draw(svg, rows.get(i), i * LINE + LINE / 2.0);
    }
    double one = NAMES + scale;
    return svg.line(one, 0, one, height, "grid").done();
  }

  private void draw(Svg svg, Row row, double middle) {
    double ratio = Table.ratio(row, reference);
    svg.text(NAMES - 8, middle + 4, "end", row.peer());
    svg.bar(NAMES, middle - BAR / 2.0, ratio * scale, BAR, Palette.of(row.peer()));
    svg.line(NAMES + worst(row) * scale, middle, NAMES + best(row) * scale, middle, "spread");
    svg.text(
        WIDTH,
        middle + 4,
        "end",
        String.format(
            Locale.ROOT,
            "%s, %.2f ×",
            Table.figure(row.work(), row.median(row.work().primary())),
            ratio));
  }

  private double best(Row row) {
    Metric metric = row.work().primary();
    double median = reference.median(metric);
    return metric.moreIsBetter() ? row.greatest(metric) / median : median / row.least(metric);
  }

  private double worst(Row row) {
    Metric metric = row.work().primary();
    double median = reference.median(metric);
    return metric.moreIsBetter() ? row.least(metric) / median : median / row.greatest(metric);
  }
}
