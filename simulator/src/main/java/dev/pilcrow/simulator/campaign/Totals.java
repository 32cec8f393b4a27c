package dev.pilcrow.simulator.campaign;

import dev.pilcrow.simulator.run.RunResult;

/** What a campaign has come to. */
public final class Totals {
  private long runs;
  private long events;
  private long failures;
  private long digest;

  void add(RunResult result) {
    runs++;
    events += result.events();
    failures += result.failure() == null ? 0 : 1;
    digest = (digest ^ result.digest()) * 0x9E3779B97F4A7C15L;
    digest ^= digest >>> 32;
  }

  /** How many runs there were. */
  public long runs() {
    return runs;
  }

  /** How many system calls were made in all of them. */
  public long events() {
    return events;
  }

  /** How many runs failed. */
  public long failures() {
    return failures;
  }

  /** Of all runs' digests in their order: the same on every machine and JDK. */
  public String digestText() {
    return "%016x".formatted(digest);
  }

  /** {@code N runs, N events, digest HEX, N failures}. */
  @Override
  public String toString() {
    return "%d runs, %d events, digest %s, %d failures"
        .formatted(runs, events, digestText(), failures);
  }
}
