package dev.pilcrow.simulator.explore;

/** What is explored. */
public enum Level {
  /** The real hub in a modelled world: {@link Exploration}. */
  HUB,

  /** The hub's whole loop over the simulated kernel: {@link LoopExploration}. */
  LOOP
}
