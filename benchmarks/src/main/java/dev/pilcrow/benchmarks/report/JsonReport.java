package dev.pilcrow.benchmarks.report;

import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Row;
import dev.pilcrow.benchmarks.work.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything found, every single sample included. */
public final class JsonReport {
  private static final int SCHEMA = 1;

  private JsonReport() {}

  public static String of(Findings findings) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schema", SCHEMA);
    root.put("about", findings.about());
    List<Object> rows = new ArrayList<>();
    findings.rows().forEach(row -> rows.add(row(row)));
    root.put("rows", rows);
    List<Object> micro = new ArrayList<>();
    findings.micro().forEach(figure -> micro.add(micro(figure)));
    root.put("micro", micro);
    return Json.of(root);
  }

  private static Map<String, Object> row(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("work", row.work().id());
    fields.put("title", row.work().title());
    fields.put("peer", row.peer());
    String skipped = row.skipped();
    String failure = row.failure();
    if (skipped != null) {
      fields.put("skipped", skipped);
    } else if (failure != null) {
      fields.put("failed", failure);
    } else {
      Map<String, Object> median = new LinkedHashMap<>();
      for (Metric metric : Metric.values()) {
        if (!Double.isNaN(row.median(metric))) {
          median.put(metric.id(), row.median(metric));
        }
      }
      fields.put("median", median);
    }
    List<Object> samples = new ArrayList<>();
    row.samples().forEach(sample -> samples.add(sample(sample)));
    fields.put("samples", samples);
    return fields;
  }

  private static Map<String, Object> sample(Sample sample) {
    Map<String, Object> fields = new LinkedHashMap<>();
    sample.figures().forEach((metric, figure) -> fields.put(metric.id(), figure));
    return fields;
  }

  private static Map<String, Object> micro(MicroFigure figure) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", figure.name());
    fields.put("score", figure.score());
    fields.put("error", figure.error());
    fields.put("unit", figure.unit());
    fields.put("octets_per_operation", figure.octetsPerOperation());
    return fields;
  }
}
