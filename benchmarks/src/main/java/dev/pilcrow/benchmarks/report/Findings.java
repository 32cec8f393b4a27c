package dev.pilcrow.benchmarks.report;

import dev.pilcrow.benchmarks.work.Row;
import java.util.List;
import java.util.Map;

/**
 * All that one call of the command has found.
 *
 * @param about what was run, when, on what; names and values in the order in which they are shown
 * @param rows the works with each peer; empty if only single parts were measured
 * @param micro the figures of single parts; empty if only works were run
 */
public record Findings(Map<String, String> about, List<Row> rows, List<MicroFigure> micro) {

  /** Whether any run has failed. */
  public boolean hasFailure() {
    return rows.stream().anyMatch(row -> row.failure() != null);
  }
}
