package dev.pilcrow.fifo.client;

/**
 * Is told what a {@link ClassicClient} receives. Every method does nothing unless overridden.
 * Threads and exceptions as with {@link ClientListener}.
 */
public interface ClassicListener {
  /** The server has opened the client's FIFO. */
  default void onOpen() {}

  /**
   * Octets have come, cut anywhere: the lab sheet's servers mark neither sender nor end.
   *
   * @param octets at least one, the listener's to keep
   */
  default void onText(byte[] octets) {}

  /** What was refused last with {@link SendResult#NO_ROOM} would fit now. */
  default void onRoom() {}

  /** It is over; said exactly once, as the last call of all. */
  default void onClosed(CloseReason reason, String detail) {}
}
