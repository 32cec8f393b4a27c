package dev.pilcrow.simulator.testing;

import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.simulator.run.Fault;
import dev.pilcrow.simulator.run.RunOptions;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Options of runs of Pilcrow's own. */
public final class RunArbitraries {
  private RunArbitraries() {}

  /**
   * Any mode, any faults, one client or more; the simplest is one client, the first mode and no
   * fault.
   */
  public static Arbitrary<RunOptions> runOptions(int maxClients, long maxEvents) {
    return Combinators.combine(
            Arbitraries.integers().between(1, maxClients),
            Arbitraries.of(HubMode.class),
            Arbitraries.of(Fault.class).set())
        .as(
            (clients, mode, faults) ->
                RunOptions.swarm(clients, maxEvents).withMode(mode).withFaults(faults));
  }
}
