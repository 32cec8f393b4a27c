package dev.pilcrow.protocol.hub;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever clients and the system do, in whatever order, the hub keeps its promises. */
class HubProperties {

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
  @StatisticsReport(onFailureOnly = true)
  void every_run_keeps_every_promise(
      @ForAll("configs") HubConfig config,
      @ForAll("clocks") long startNanos,
      @ForAll("runs") List<HubCommand> run) {
    HubWorld world = new HubWorld(config, startNanos);
    for (HubCommand command : run) {
      command.run(world);
      world.check();
    }
    world.restAndEnd();
    collect(world);
  }

  private static void collect(HubWorld world) {
    HubCounters counters = world.hub.counters();
    counters.all().forEach(HubProperties::reach);
    reach("paused", world.wasPaused ? 1 : 0);
  }

  /** A property that never comes there would say nothing of it. */
  private static void reach(String what, long count) {
    Statistics.label(what)
        .collect(count > 0)
        .coverage(coverage -> coverage.check(true).count(runs -> runs > 0));
  }

  @Provide
  Arbitrary<HubConfig> configs() {
    return HubCommands.configs();
  }

  @Provide
  Arbitrary<Long> clocks() {
    return HubCommands.clocks();
  }

  @Provide
  Arbitrary<List<HubCommand>> runs() {
    return HubCommands.runs();
  }
}
