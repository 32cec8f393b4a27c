package dev.pilcrow.fifo;

/** Is told by {@link Poller#poll} which descriptors are ready. */
@FunctionalInterface
public interface ReadySink {
  /**
   * A descriptor is ready.
   *
   * @param key what was given to {@link Poller#add} with the descriptor
   * @param ready at least one of {@link Poller#READ}, {@link Poller#WRITE}, {@link Poller#ERROR},
   *     {@link Poller#HANGUP}
   */
  void onReady(long key, int ready);
}
