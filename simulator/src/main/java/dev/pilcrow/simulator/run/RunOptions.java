package dev.pilcrow.simulator.run;

import dev.pilcrow.protocol.hub.HubMode;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed for a run; all else is drawn from its choices, see {@link RunPlan}.
 *
 * @param clients how many clients keep to the protocol, at least 1
 * @param maxEvents after so many system calls the run calms down and ends; one that faults may
 *     befall after as many, or a part of them, as it draws
 * @param mode the hub's, or null to draw it
 * @param faults what may befall the run
 * @param swarm true draws which of the faults may, for each run anew; false takes them all
 * @param fullClients how many of the clients are production clients at most; the others are a few
 *     lines each
 */
public record RunOptions(
    int clients,
    long maxEvents,
    @Nullable HubMode mode,
    Set<Fault> faults,
    boolean swarm,
    int fullClients) {

  public RunOptions {
    require(clients, 1, "clients");
    require(maxEvents, 1, "events");
    require(fullClients, 0, "full clients");
    faults = Set.copyOf(faults);
  }

  private static void require(long value, long least, String what) {
    if (value < least) {
      throw new IllegalArgumentException(what + ": at least " + least + ", not " + value);
    }
  }

  /** So many clients, each run with faults of its own. */
  public static RunOptions swarm(int clients, long maxEvents) {
    return new RunOptions(clients, maxEvents, null, EnumSet.allOf(Fault.class), true, 1000);
  }

  /** The same in one mode; null draws it. */
  public RunOptions withMode(@Nullable HubMode fixed) {
    return new RunOptions(clients, maxEvents, fixed, faults, swarm, fullClients);
  }

  /** The same with those faults in every run. */
  public RunOptions withFaults(Set<Fault> all) {
    return new RunOptions(clients, maxEvents, mode, all, false, fullClients);
  }

  /** The same with at most so many production clients. */
  public RunOptions withFullClients(int full) {
    return new RunOptions(clients, maxEvents, mode, faults, swarm, full);
  }
}
