package dev.pilcrow.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Row;
import dev.pilcrow.benchmarks.work.Sample;
import dev.pilcrow.benchmarks.work.Work;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
  private static final Work RTT = Work.parse("rtt-64");
  private static final Work NARROW = Work.parse("fan-1x32-64");
  private static final Work WIDE = Work.parse("fan-10x32-64");

  @Test
  void the_median_and_the_spread_are_those_of_the_rounds() {
    Row row = row(NARROW, "pilcrow", Metric.FRAMES_PER_SECOND, 3e6, 1e6, 2e6);

    assertEquals(2e6, row.median(Metric.FRAMES_PER_SECOND));
    assertEquals(1e6, row.least(Metric.FRAMES_PER_SECOND));
    assertEquals(3e6, row.greatest(Metric.FRAMES_PER_SECOND));
  }

  @Test
  void a_ratio_above_one_is_better_whatever_is_measured() {
    Row ours = row(RTT, "pilcrow", Metric.P50_MICROS, 20);
    Row quicker = row(RTT, "c-write", Metric.P50_MICROS, 10);
    Row fast = row(NARROW, "pilcrow", Metric.FRAMES_PER_SECOND, 1e6);
    Row faster = row(NARROW, "c-write", Metric.FRAMES_PER_SECOND, 2e6);

    assertEquals(2, Table.ratio(quicker, ours));
    assertEquals(2, Table.ratio(faster, fast));
  }

  @Test
  void a_failed_row_has_no_figures_in_any_report() {
    Row failed = row(NARROW, "nio", Metric.FRAMES_PER_SECOND, 1e6);
    failed.fail("lost: 9 of 10 <frames>");
    Findings findings = findings(List.of(failed));

    assertTrue(findings.hasFailure());
    assertTrue(Table.of(findings).contains("FAILED: lost"));
    assertTrue(JsonReport.of(findings).contains("\"failed\": \"lost: 9 of 10 <frames>\""));
    assertFalse(JsonReport.of(findings).contains("\"median\""));
    assertTrue(HtmlReport.of(findings).contains("nio FAILED: lost: 9 of 10 &lt;frames&gt;"));
  }

  @Test
  void the_plots_are_well_formed_and_the_page_loads_nothing() throws Exception {
    String page = HtmlReport.of(findings(rows()));

    int from = page.indexOf("<svg");
    int plots = 0;
    while (from >= 0) {
      int to = page.indexOf("</svg>", from) + "</svg>".length();
      String plot = page.substring(from, to);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(plot)));
      assertFalse(plot.contains("NaN"), plot);
      plots++;
      from = page.indexOf("<svg", to);
    }
    assertEquals(3 + 1 + 1, plots, "bars of each work, one fan-out, one latency");
    assertFalse(page.contains("http"));
    assertFalse(page.contains("<script"));
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String peer : List.of("pilcrow", "c-write")) {
      rows.add(row(RTT, peer, Metric.P50_MICROS, 10, 12));
      rows.add(row(NARROW, peer, Metric.FRAMES_PER_SECOND, 1e6, 3e6));
      rows.add(row(WIDE, peer, Metric.FRAMES_PER_SECOND, 9e6, 8e6));
    }
    Row skipped = new Row(WIDE, "libzmq");
    skipped.skip("not installed");
    rows.add(skipped);
    return rows;
  }

  private static Findings findings(List<Row> rows) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("kernel", "a \"quoted\" one");
    return new Findings(
        about, rows, List.of(new MicroFigure("HubBenchmark.echo", 20, Double.NaN, "ns/op", 0)));
  }

  private static Row row(Work work, String peer, Metric metric, double... figures) {
    Row row = new Row(work, peer);
    for (double figure : figures) {
      row.add(new Sample(Map.of(metric, figure)));
    }
    return row;
  }
}
