package dev.pilcrow.simulator.choice;

/**
 * Decides what is open.
 *
 * <p>0 is always the <em>tame</em> choice: nobody is interrupted, no fault strikes, the read
 * returns all. So a run is made simpler by setting choices to 0 or cutting them off, and whoever
 * asks numbers the alternatives that way: the dullest first.
 *
 * <p>Each component (a client, the scheduler, the faults) forks choices of its own, so that what
 * one of them draws changes nothing for the others.
 *
 * <p>Not safe for use by several threads.
 */
public interface Choices {
  /**
   * Decides one question.
   *
   * @param what the question, for traces and messages; a constant, it does not influence the answer
   * @param bound how many alternatives there are, at least 1; with 1 the answer is 0
   * @return 0 to {@code bound - 1}
   * @throws IllegalArgumentException if {@code bound} is less than 1
   */
  int choose(String what, int bound);

  /**
   * The choices of a component.
   *
   * <p>What they answer depends on where these choices come from and on the name, and not on how
   * much was chosen before. Forking the same name twice gives two that answer alike.
   */
  Choices fork(String component);

  /**
   * Decides whether something happens that is not tame.
   *
   * @param oneIn it happens once in so many times, if the choices are drawn evenly; at least 2
   * @return false is tame
   */
  default boolean happens(String what, int oneIn) {
    if (oneIn < 2) {
      throw new IllegalArgumentException(what + ": it cannot happen once in " + oneIn + " times");
    }
    return choose(what, oneIn) == oneIn - 1;
  }
}
