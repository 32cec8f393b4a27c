package dev.pilcrow.mutants;

import java.util.Locale;

/** The ways of finding a bug, in the order of the table. */
public enum Weapon {
  /** Unit and property tests of the product's modules. */
  TESTS("TestKiller"),
  /** The named scenarios of the simulator, on both kernels. */
  SCENARIOS("ScenarioKiller"),
  /** Every interleaving of small configurations, at the level of the hub. */
  EXPLORATION("ExplorationKiller"),
  /** Random simulation. */
  SIMULATION("SimulationKiller");

  private final String killer;

  Weapon(String killer) {
    this.killer = "dev.pilcrow.mutants.inside." + killer;
  }

  /** As it is written in options and files. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it runs what is in that source at all: exploration knows the hub, and no transport. */
  boolean runs(String file) {
    return this != EXPLORATION || file.startsWith("dev/pilcrow/protocol/");
  }

  /** Whether it uses the machine's own files and threads, of which a bug may leave some behind. */
  boolean usesTheMachine() {
    return this == TESTS || this == SCENARIOS;
  }

  /** The class of package {@code inside} that uses it. */
  public String killer() {
    return killer;
  }
}
