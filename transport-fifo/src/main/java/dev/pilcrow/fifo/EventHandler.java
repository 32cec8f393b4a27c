package dev.pilcrow.fifo;

/** Is called by an {@link EventLoop} when its descriptor is ready. */
@FunctionalInterface
public interface EventHandler {
  /**
   * The descriptor is ready. Called by the thread that called {@link EventLoop#turn}. May register
   * and cancel anything, itself too.
   *
   * @param ready of {@link Poller#READ} and {@link Poller#WRITE} those that are ready and of
   *     present interest; {@link Poller#ERROR} and {@link Poller#HANGUP} whenever they hold
   */
  void onReady(int ready);
}
