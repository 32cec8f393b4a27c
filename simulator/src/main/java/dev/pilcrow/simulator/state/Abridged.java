package dev.pilcrow.simulator.state;

/** Whose future depends on less than on what its fields hold. */
public interface Abridged {
  /**
   * All that it does depend on: numbers, texts, enums, arrays and lists of such, and objects of
   * ours, which are followed in their turn.
   */
  Object abridged();
}
