package dev.pilcrow.cli;

import dev.pilcrow.simulator.check.CheckReport;
import dev.pilcrow.simulator.check.KernelCheck;
import dev.pilcrow.simulator.scenario.ScenarioCheck;
import dev.pilcrow.simulator.scenario.ScenarioReport;
import java.io.IOException;

/** Holds the simulated kernel against this machine's; each method tells whether they agreed. */
final class KernelChecks {
  private final Console console;
  private final long seed;
  private final boolean json;

  KernelChecks(Console console, long seed, boolean json) {
    this.console = console;
    this.seed = seed;
    this.json = json;
  }

  /** Call by call. */
  boolean calls(long sequences) throws IOException {
    Progress progress = new Progress("sequences");
    try (KernelCheck check = KernelCheck.open()) {
      CheckReport report =
          check.run(seed, sequences, done -> progress.show(done, done, "sequences"));
      progress.clear();
      if (report.divergence() != null) {
        console.print(report.divergence() + "\n");
      }
      int divergences = report.divergence() == null ? 0 : 1;
      console.print(
          json
              ? Json.ofType("end")
                  .put("seed", seed)
                  .put("sequences", report.sequences())
                  .put("calls", report.calls())
                  .put("divergences", divergences)
                  .line()
              : "%d sequences from seed %d, %d calls, %d divergences\n"
                  .formatted(report.sequences(), seed, report.calls(), divergences));
      return divergences == 0;
    }
  }

  /** By what everybody gets in whole scenarios. */
  boolean scenarios(long scenarios) throws IOException {
    Progress progress = new Progress("scenarios");
    try (ScenarioCheck check = ScenarioCheck.open()) {
      ScenarioReport report =
          check.run(seed, scenarios, done -> progress.show(done, done, "scenarios"));
      progress.clear();
      console.print(
          json
              ? Json.ofType("end")
                  .put("seed", seed)
                  .put("scenarios", report.scenarios())
                  .put("steps", report.steps())
                  .put("lines", report.lines())
                  .put("differences", report.faulty() == null ? 0 : 1)
                  .line()
              : report + "\n");
      return report.faulty() == null;
    }
  }
}
