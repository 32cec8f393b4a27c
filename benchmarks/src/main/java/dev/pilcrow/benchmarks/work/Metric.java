package dev.pilcrow.benchmarks.work;

/** A figure that a run yields. */
public enum Metric {
  FRAMES_PER_SECOND("frames_per_second", "frames received per second, by all together", true),
  P50_MICROS("p50_us", "round trip, median, microseconds", false),
  P90_MICROS("p90_us", "round trip, 90th percentile, microseconds", false),
  P99_MICROS("p99_us", "round trip, 99th percentile, microseconds", false),
  P999_MICROS("p99_9_us", "round trip, 99.9th percentile, microseconds", false),
  P9999_MICROS("p99_99_us", "round trip, 99.99th percentile, microseconds", false),
  MEAN_MICROS("mean_us", "round trip, mean, microseconds", false),
  HUB_CPU_NANOS(
      "hub_cpu_ns_per_frame", "the hub's CPU time per frame received, nanoseconds", false),
  HUB_RESIDENT_MEBIBYTES("hub_resident_mib", "the hub's resident memory, MiB", false);

  private final String id;
  private final String title;
  private final boolean moreIsBetter;

  Metric(String id, String title, boolean moreIsBetter) {
    this.id = id;
    this.title = title;
    this.moreIsBetter = moreIsBetter;
  }

  /** The one with that {@link #id}. */
  public static Metric named(String id) {
    for (Metric metric : values()) {
      if (metric.id.equals(id)) {
        return metric;
      }
    }
    throw new IllegalArgumentException("no figure " + id);
  }

  /** Its name in JSON. */
  public String id() {
    return id;
  }

  /** What it is, in words. */
  public String title() {
    return title;
  }

  /** Whether a larger figure is a better one. */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }
}
