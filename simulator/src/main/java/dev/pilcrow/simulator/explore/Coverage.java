package dev.pilcrow.simulator.explore;

import java.util.List;

/**
 * Which share of an explored configuration random walks have reached.
 *
 * @param walks how many, each from the beginning until nothing is left to be done
 * @param reached states that one of them was in
 * @param states all there are
 * @param beyond states that walks were in and that are not among them; at level loop those that
 *     need more preemptions than were allowed
 * @param missed the shortest ways, steps with commas between, to states that none was in; at most
 *     {@link #MAX_MISSED}, nearest first
 */
public record Coverage(long walks, int reached, int states, int beyond, List<String> missed) {
  /** So many ways are told. */
  public static final int MAX_MISSED = 100;

  public Coverage {
    missed = List.copyOf(missed);
  }

  /** Is told how far it is, after every walk. */
  @FunctionalInterface
  public interface Listener {
    /** So far it is. */
    void onWalk(long walks, int reached, int states);
  }
}
