package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.simulator.kernel.SimulatedFiles;
import dev.pilcrow.simulator.oracle.HubOracles;
import dev.pilcrow.simulator.oracle.ListenerOracle;
import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.oracle.Sayings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What all who take part in a run share: where the hub is, who else there is, what was said. */
final class Town {
  /** Two of the longest frames and more, so that a write can be torn. */
  static final int SCRATCH_OCTETS = 1 << 14;

  final String directory;
  final boolean chat;

  /**
   * Somebody may write frames that have no end, which cost those behind them: a message loses a
   * part and nobody can tell.
   */
  final boolean torn;

  /** How long messages are, 1 for a line. */
  final int loudness;

  final Sayings sayings = new Sayings();

  /** Hears what clients tell their owners. */
  final ListenerOracle listeners = new ListenerOracle(sayings);

  private final transient Scheduler scheduler;
  private final List<String> names = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private final transient List<NativeBuffer> scratch = new ArrayList<>();

  Town(RunPlan plan, Scheduler scheduler) {
    this.directory = plan.hub().directory();
    this.chat = plan.hub().config().mode() == HubMode.CHAT;
    this.torn = !Collections.disjoint(plan.faults(), Fault.WITHOUT_END);
    this.loudness = plan.loudness();
    this.scheduler = scheduler;
    for (int i = 0; i < Scheduler.MAX_DEPTH; i++) {
      scratch.add(NativeBuffer.allocate(SCRATCH_OCTETS));
    }
  }

  /** Knows what that hub promises. */
  Oracle oracles(HubOptions hub) {
    return new HubOracles(hub, sayings, listeners);
  }

  /** Public names that clients have, or will have. */
  List<String> names() {
    return names;
  }

  /** Paths by which classic clients are registered, or were. */
  List<String> paths() {
    return paths;
  }

  /** A symbolic link of that name in the hub's directory, if the name is free. */
  void link(String name, String target) {
    SimulatedFiles files = scheduler.machine().files();
    String path = directory + '/' + name;
    if (!files.exists(path)) {
      files.makeSymbolicLink(path, Simulation.USER, target);
    }
  }

  /** Memory for the present step's next call. Whoever interrupts that has other memory. */
  NativeBuffer scratch() {
    return scratch.get(scheduler.depth() - 1);
  }
}
