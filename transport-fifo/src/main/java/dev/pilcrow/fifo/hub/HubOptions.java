package dev.pilcrow.fifo.hub;

import dev.pilcrow.protocol.hub.HubConfig;

/**
 * How a {@link HubServer} is to be run.
 *
 * @param directory the hub's private directory, made if it is missing; the inbox is {@code hub} in
 *     it
 * @param config what kind of hub; its epoch is set by the server
 * @param queueOctets how much one client may be behind before the slow policy strikes; at least
 *     {@link #LEAST_QUEUE_OCTETS}
 * @param pinnedOctets how much memory all queues together may hold; past it the policy strikes the
 *     client that is furthest behind
 */
public record HubOptions(String directory, HubConfig config, int queueOctets, long pinnedOctets) {

  /** How much one read of the inbox takes at most: all that a FIFO of default size holds. */
  public static final int INBOX_OCTETS = 1 << 16;

  /**
   * The smallest bound of a queue: four inboxes. Below it one burst could outgrow an idle client's
   * queue.
   */
  public static final int LEAST_QUEUE_OCTETS = 4 * INBOX_OCTETS;

  /** How much one client may be behind unless said otherwise: 1 MiB. */
  public static final int DEFAULT_QUEUE_OCTETS = 1 << 20;

  /** How much all queues may hold unless said otherwise: 256 MiB. */
  public static final long DEFAULT_PINNED_OCTETS = 256L << 20;

  /** The default bounds. */
  public static HubOptions of(String directory, HubConfig config) {
    return new HubOptions(directory, config, DEFAULT_QUEUE_OCTETS, DEFAULT_PINNED_OCTETS);
  }

  public HubOptions {
    if (queueOctets < LEAST_QUEUE_OCTETS) {
      throw new IllegalArgumentException(
          "a queue of " + queueOctets + " octets: at least " + LEAST_QUEUE_OCTETS);
    }
    if (pinnedOctets < queueOctets) {
      throw new IllegalArgumentException(
          "all queues together " + pinnedOctets + " octets: at least one queue, " + queueOctets);
    }
  }
}
