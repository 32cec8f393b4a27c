package dev.pilcrow.simulator.explore;

/** The configuration has more states than were allowed for. */
public final class TooManyStates extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyStates(int maxStates) {
    super(
        "more than %d states: allow for more, at %d octets each, or explore less"
            .formatted(maxStates, ExploreOptions.OCTETS_FOR_A_STATE));
  }
}
