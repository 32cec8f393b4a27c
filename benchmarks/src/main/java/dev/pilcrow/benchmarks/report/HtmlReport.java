package dev.pilcrow.benchmarks.report;

import dev.pilcrow.benchmarks.peer.Peers;
import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Row;
import dev.pilcrow.benchmarks.work.Work;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything found, as one page that needs nothing else: no script, no font, no other file. */
public final class HtmlReport {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Pilcrow: what it costs</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; }
      svg { max-width: 100%; height: auto; display: block; margin: .5em 0 1.5em; }
      svg text { fill: currentColor; font-size: 12px; }
      .grid { stroke: currentColor; stroke-opacity: .25; }
      .spread { stroke: currentColor; stroke-width: 2; }
      table { border-collapse: collapse; margin: 1em 0; }
      th, td { text-align: left; padding: .15em 1em .15em 0; vertical-align: top; }
      td.number { text-align: right; font-variant-numeric: tabular-nums; }
      code { overflow-wrap: anywhere; }
      .failed { color: #d62728; font-weight: bold; }
      </style>
      </head>
      <body>
      <h1>Pilcrow: what it costs</h1>
      """;

  private static final Map<String, Metric> PERCENTILES =
      Map.of(
          "50 %", Metric.P50_MICROS,
          "90 %", Metric.P90_MICROS,
          "99 %", Metric.P99_MICROS,
          "99.9 %", Metric.P999_MICROS,
          "99.99 %", Metric.P9999_MICROS);

  private final StringBuilder out = new StringBuilder(HEAD);
  private final Findings findings;

  private HtmlReport(Findings findings) {
    this.findings = findings;
  }

  public static String of(Findings findings) {
    HtmlReport report = new HtmlReport(findings);
    report.about();
    if (!findings.rows().isEmpty()) {
      report.ratios();
      report.fanOut();
      report.latency();
      report.hub();
    }
    if (!findings.micro().isEmpty()) {
      report.micro();
    }
    return report.out.append("</body>\n</html>\n").toString();
  }

  private void about() {
    out.append("<table>\n");
    findings
        .about()
        .forEach(
            (name, value) ->
                out.append("<tr><th>")
                    .append(Html.escape(name))
                    .append("</th><td><code>")
                    .append(Html.escape(value))
                    .append("</code></td></tr>\n"));
    out.append("</table>\n");
  }

  private void ratios() {
    heading(
        "Beside one another",
        "Medians of all rounds; longer is better, the upright line is the first peer. The line across a"
            + " bar's end goes from the worst round to the best.");
    peers().forEach(peer -> paragraph("", peer + ": " + Peers.named(peer).title()));
    for (Work work : works(work -> true)) {
      List<Row> rows = rows(work);
      out.append("<h3>").append(Html.escape(work.title())).append("</h3>\n");
      Row reference = Table.reference(rows);
      if (reference != null) {
        out.append(new RatioBars(rows.stream().filter(Row::isMeasured).toList(), reference).draw());
      }
      rows.forEach(this::absence);
    }
  }

  private void absence(Row row) {
    String skipped = row.skipped();
    String failure = row.failure();
    if (failure != null) {
      paragraph("failed", row.peer() + " FAILED: " + failure);
    } else if (skipped != null) {
      paragraph("skipped", row.peer() + ": " + skipped);
    }
  }

  /** A plot for each size and number of frames per write of which there are several widths. */
  private void fanOut() {
    Map<String, Map<Integer, Work>> families = new TreeMap<>();
    for (Work work : works(Work.FanOut.class::isInstance)) {
      Work.FanOut fanOut = (Work.FanOut) work;
      String family = fanOut.payloadLength() + " octets, " + fanOut.batch() + " frames per write";
      families.computeIfAbsent(family, name -> new TreeMap<>()).put(fanOut.clients(), fanOut);
    }
    families.values().removeIf(family -> family.size() < 2);
    if (families.isEmpty()) {
      return;
    }
    heading("Fan-out", "Frames received per second by all subscribers together, in millions.");
    families.forEach(
        (name, family) -> {
          List<String> marks = family.keySet().stream().map(String::valueOf).toList();
          LineChart chart = new LineChart(name + ", by subscribers", "M/s", marks);
          for (String peer : peers()) {
            add(
                chart,
                peer,
                family.values().stream()
                    .map(work -> median(work, peer, Metric.FRAMES_PER_SECOND) / 1e6)
                    .toList());
          }
          out.append("<h3>").append(Html.escape(name)).append("</h3>\n").append(chart.draw());
        });
  }

  private void latency() {
    List<Work> works = works(Work.RoundTrip.class::isInstance);
    if (works.isEmpty()) {
      return;
    }
    heading("Round trips", "Microseconds there and back, by percentile; medians of all rounds.");
    List<String> marks =
        PERCENTILES.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    for (Work work : works) {
      LineChart chart = new LineChart(work.title() + ", by percentile", "µs", marks);
      for (String peer : peers()) {
        add(
            chart,
            peer,
            PERCENTILES.values().stream()
                .sorted()
                .map(metric -> median(work, peer, metric))
                .toList());
      }
      out.append("<h3>").append(Html.escape(work.title())).append("</h3>\n").append(chart.draw());
    }
  }

  private static void add(LineChart chart, String peer, List<Double> figures) {
    if (!figures.stream().allMatch(figure -> Double.isNaN(figure))) {
      chart.add(peer, figures);
    }
  }

  private void hub() {
    heading(
        "What the hub uses",
        "CPU time of the hub's process for each frame that was received, nanoseconds, and its memory"
            + " in MiB at the end.");
    out.append("<table>\n<tr><th>work</th><th>peer</th><th>ns per frame</th><th>MiB</th></tr>\n");
    for (Row row : findings.rows()) {
      if (row.isMeasured()) {
        out.append("<tr>");
        cell("", row.work().id());
        cell("", row.peer());
        cell("number", number(row.median(Metric.HUB_CPU_NANOS)));
        cell("number", number(row.median(Metric.HUB_RESIDENT_MEBIBYTES)));
        out.append("</tr>\n");
      }
    }
    out.append("</table>\n");
  }

  private void micro() {
    heading("Single parts", "One operation in one process, and what it allocates on the heap.");
    out.append(
        "<table>\n<tr><th>benchmark</th><th>mean</th><th>±</th><th>unit</th><th>octets</th></tr>\n");
    for (MicroFigure figure : findings.micro()) {
      out.append("<tr>");
      cell("", figure.name());
      cell("number", number(figure.score()));
      cell("number", number(figure.error()));
      cell("", figure.unit());
      cell("number", number(figure.octetsPerOperation()));
      out.append("</tr>\n");
    }
    out.append("</table>\n");
  }

  private List<Work> works(Predicate<Work> wanted) {
    return findings.rows().stream().map(Row::work).distinct().filter(wanted).toList();
  }

  private List<Row> rows(Work work) {
    return findings.rows().stream().filter(row -> row.work().equals(work)).toList();
  }

  private List<String> peers() {
    return findings.rows().stream().map(Row::peer).distinct().toList();
  }

  private double median(Work work, String peer, Metric metric) {
    @Nullable Row found =
        findings.rows().stream()
            .filter(row -> row.work().equals(work) && row.peer().equals(peer) && row.isMeasured())
            .findFirst()
            .orElse(null);
    return found == null ? Double.NaN : found.median(metric);
  }

  private void heading(String title, String text) {
    out.append("<h2>").append(Html.escape(title)).append("</h2>\n");
    paragraph("", text);
  }

  private void paragraph(String style, String text) {
    out.append("<p class='").append(style).append("'>").append(Html.escape(text)).append("</p>\n");
  }

  private void cell(String style, String text) {
    out.append("<td class='").append(style).append("'>").append(Html.escape(text)).append("</td>");
  }

  private static String number(double figure) {
    return Double.isNaN(figure) ? "–" : String.format(Locale.ROOT, "%,.1f", figure);
  }
}
