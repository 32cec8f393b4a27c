package dev.pilcrow.mutants.inside;

import dev.pilcrow.mutants.CpuTime;
import dev.pilcrow.mutants.Kill;
import dev.pilcrow.mutants.Killer;
import dev.pilcrow.mutants.Order;
import dev.pilcrow.simulator.scenario.Performance;
import dev.pilcrow.simulator.scenario.Scenario;
import dev.pilcrow.simulator.scenario.ScenarioCheck;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The named scenarios, each on the simulated kernel and on this machine's. */
public final class ScenarioKiller implements Killer {
  @Override
  public @Nullable Kill attack(Order order) throws IOException {
    long begun = CpuTime.nanos();
    try (ScenarioCheck check = ScenarioCheck.open()) {
      for (Scenario scenario : Scenario.named()) {
        if (order.isOver(begun)) {
          return null;
        }
        String wrong = wrong(check, scenario);
        if (wrong != null) {
          return new Kill(scenario.name(), wrong, CpuTime.nanos() - begun, null);
        }
      }
    }
    return null;
  }

  private static @Nullable String wrong(ScenarioCheck check, Scenario scenario) throws IOException {
    Performance performance;
    try {
      performance = check.play(scenario);
    } catch (RuntimeException e) {
      return "failed with " + e;
    }
    String fault = performance.fault();
    if (fault != null) {
      return fault;
    }
    return performance.real().unmet().isEmpty() ? null : "in vain: " + performance.real().unmet();
  }
}
