package dev.pilcrow.simulator.explore;

import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.trace.Story;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks all states of a configuration, at whichever {@link Level} it is. */
public interface Explorer {
  /** Is told how far it is, every now and then. */
  @FunctionalInterface
  interface Listener {
    /**
     * So far it is.
     *
     * @param frontier how many of the states wait to be walked on from
     */
    void onProgress(int states, long frontier, long transitions);
  }

  /** Of that configuration. */
  static Explorer of(ExploreOptions options, Listener told) {
    return options.level() == Level.LOOP
        ? LoopExploration.of(options).toldTo(told)
        : Exploration.of(options).toldTo(told);
  }

  /**
   * Walks all of it, or up to the first promise that is broken.
   *
   * @throws TooManyStates if there are more than the options allow
   */
  Verdict run();

  /**
   * Goes through it at random, and counts which of all states are reached.
   *
   * @param walks how often, from the beginning to rest; it ends sooner when all states have been
   *     reached
   * @throws IllegalStateException if a promise is broken: {@link #run} tells how
   * @throws TooManyStates if there are more than the options allow
   */
  Coverage cover(long walks, long seed, Coverage.Listener told);

  /**
   * Takes these steps again, as a {@link Counterexample} tells them, and then those that lead to
   * rest.
   *
   * @param story is told who told whom what
   * @return the promise that is broken; null if all are kept
   * @throws IllegalArgumentException if a step is not possible where it stands
   */
  @Nullable PromiseBroken replay(List<String> steps, Story story);
}
