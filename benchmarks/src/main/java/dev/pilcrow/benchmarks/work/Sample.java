package dev.pilcrow.benchmarks.work;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The figures of one run of one work. */
public record Sample(Map<Metric, Double> figures) {
  public Sample {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }
}
