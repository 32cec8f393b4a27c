package dev.pilcrow.benchmarks.work;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * All that was found about one work with one peer: a sample of each round, or why there is none.
 */
public final class Row {
  private final Work work;
  private final String peer;
  private final List<Sample> samples = new ArrayList<>();
  private @Nullable String skipped;
  private @Nullable String failure;

  public Row(Work work, String peer) {
    this.work = work;
    this.peer = peer;
  }

  public Work work() {
    return work;
  }

  /** The peer's id. */
  public String peer() {
    return peer;
  }

  /** In the order of the rounds. */
  public List<Sample> samples() {
    return Collections.unmodifiableList(samples);
  }

  public void add(Sample sample) {
    samples.add(sample);
  }

  /** Why it was not run; null if it was. */
  public @Nullable String skipped() {
    return skipped;
  }

  public void skip(String why) {
    skipped = why;
  }

  /** What went wrong in one of its runs: its figures count for nothing. Null if nothing did. */
  public @Nullable String failure() {
    return failure;
  }

  public void fail(String why) {
    failure = why;
  }

  /** Whether there are figures to be shown. */
  public boolean isMeasured() {
    return failure == null && !samples.isEmpty();
  }

  /** The median over the rounds; NaN if no run yields that figure. */
  public double median(Metric metric) {
    double[] sorted = figures(metric).sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The least of the rounds; NaN if no run yields that figure. */
  public double least(Metric metric) {
    return figures(metric).min().orElse(Double.NaN);
  }

  /** The greatest of the rounds; NaN if no run yields that figure. */
  public double greatest(Metric metric) {
    return figures(metric).max().orElse(Double.NaN);
  }

  private DoubleStream figures(Metric metric) {
    return samples.stream()
        .filter(sample -> sample.figures().containsKey(metric))
        .mapToDouble(sample -> sample.figures().getOrDefault(metric, Double.NaN));
  }
}
