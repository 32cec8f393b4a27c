package dev.pilcrow.fifo.client;

import dev.pilcrow.protocol.frame.MessageAssembler;
import dev.pilcrow.protocol.frame.Wire;

/**
 * A client's bounds.
 *
 * @param queueOctets what waits to be written to the inbox, in octets as encoded; past it {@link
 *     SendResult#NO_ROOM}. At least {@link Wire#MAX_FRAME}. A {@link RunningHubClient} holds up to
 *     twice that: what its callers want sent waits in a queue of the same bound before this one
 * @param readOctets what is read at once, and so handled in one turn of the loop
 * @param maxOpenMessages how many messages in parts may be incomplete; past it the one longest
 *     without a part is dropped
 * @param maxMessageOctets how long a received message may be; a longer one is dropped
 * @param welcomeNanos how long one attempt to register waits for the hub's answer
 * @param silenceNanos how long a leaving client waits while nothing at all goes either way
 */
public record ClientLimits(
    int queueOctets,
    int readOctets,
    int maxOpenMessages,
    int maxMessageOctets,
    long welcomeNanos,
    long silenceNanos) {

  /** A client registers so often before it gives up. */
  public static final int MAX_ATTEMPTS = 3;

  /** Queue 1 MiB, reads of 64 KiB, 64 open messages of 1 MiB, welcome in 2 s, silence of 10 s. */
  public static final ClientLimits DEFAULT =
      new ClientLimits(
          1 << 20,
          1 << 16,
          MessageAssembler.MAX_OPEN_MESSAGES,
          MessageAssembler.MAX_MESSAGE_OCTETS,
          2_000_000_000L,
          10_000_000_000L);

  public ClientLimits {
    require(queueOctets >= Wire.MAX_FRAME, "queueOctets", queueOctets);
    require(queueOctets <= Integer.MAX_VALUE - Wire.MAX_FRAME, "queueOctets", queueOctets);
    require(readOctets > 0, "readOctets", readOctets);
    require(readOctets <= Integer.MAX_VALUE - Wire.MAX_FRAME, "readOctets", readOctets);
    require(maxOpenMessages > 0, "maxOpenMessages", maxOpenMessages);
    require(maxMessageOctets > 0, "maxMessageOctets", maxMessageOctets);
    require(welcomeNanos > 0, "welcomeNanos", welcomeNanos);
    require(silenceNanos > 0, "silenceNanos", silenceNanos);
  }

  private static void require(boolean holds, String what, long value) {
    if (!holds) {
      throw new IllegalArgumentException(what + " of " + value);
    }
  }

  /** The same limits with another queue. */
  public ClientLimits withQueueOctets(int octets) {
    return new ClientLimits(
        octets, readOctets, maxOpenMessages, maxMessageOctets, welcomeNanos, silenceNanos);
  }

  /** The same limits with other reads. */
  public ClientLimits withReadOctets(int octets) {
    return new ClientLimits(
        queueOctets, octets, maxOpenMessages, maxMessageOctets, welcomeNanos, silenceNanos);
  }

  /** The same limits with other bounds for the messages that are received. */
  public ClientLimits withMessages(int maxOpen, int maxOctets) {
    return new ClientLimits(
        queueOctets, readOctets, maxOpen, maxOctets, welcomeNanos, silenceNanos);
  }

  /** The same limits with another wait for the hub's answer. */
  public ClientLimits withWelcomeNanos(long nanos) {
    return new ClientLimits(
        queueOctets, readOctets, maxOpenMessages, maxMessageOctets, nanos, silenceNanos);
  }

  /** The same limits with another wait of a leaving client. */
  public ClientLimits withSilenceNanos(long nanos) {
    return new ClientLimits(
        queueOctets, readOctets, maxOpenMessages, maxMessageOctets, welcomeNanos, nanos);
  }
}
