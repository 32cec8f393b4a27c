package dev.pilcrow.simulator.oracle;

import dev.pilcrow.fifo.hub.HubGauges;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;

/**
 * Watches a run for one promise. Every method may throw the oracle's own {@link PromiseBroken};
 * none keeps the octets it is shown, nor changes anything but the oracle.
 *
 * <p>Calls come in the order of the run, one at a time.
 */
public interface Oracle {
  /** A hub begins. What an earlier one knew is void. */
  default void onHubStarted() {}

  /** The hub is gone, killed or ended. */
  default void onHubEnded() {}

  /** A pass of the hub's loop begins. */
  default void onPass() {}

  /**
   * A pass of the hub's loop has ended, and the hub goes on.
   *
   * @param beganNanos when it began
   * @param nowNanos when it ended
   * @param gauges how full the hub is
   */
  default void onPassEnd(long beganNanos, long nowNanos, HubGauges gauges) {}

  /**
   * A client's write has been taken by the inbox.
   *
   * @param writer the process
   */
  default void onSaid(String writer, byte[] octets, int from, int to) {}

  /**
   * The hub has read the inbox.
   *
   * @param dry nothing is left in it
   */
  default void onBurst(byte[] octets, int from, int to, boolean dry) {}

  /** The hub counts the client among those who are here. */
  default void onJoined(Mailbox box) {}

  /** The hub does not let the client in. */
  default void onRefused(Mailbox box, ErrorCode code) {}

  /** The hub does not count the client among those who are here any more. */
  default void onLeft(Mailbox box, Departure why) {}

  /** The hub has closed the client's FIFO. */
  default void onHungUp(Mailbox box) {}

  /** The hub has dropped frames of a slow client's. */
  default void onDropped(Mailbox box, long frames) {}

  /** A client has read a frame; here without its LF. */
  default void onFrame(Mailbox box, byte[] octets, int from, int to) {}

  /** A classic client has read some of its FIFO, which holds no frames. */
  default void onText(Mailbox box, byte[] octets, int from, int to) {}

  /**
   * A registration of a classic path was turned away without a word.
   *
   * @param path a character an octet, as everywhere here
   */
  default void onPathRefused(String path) {}

  /** The FIFO at a classic path has been closed by the hub, or could not be opened. */
  default void onPathReleased(String path) {}

  /** Everything has come to rest, and no more faults will strike. */
  default void atRest() {}

  /** The run is over, and all its processes have ended. */
  default void atEnd() {}
}
