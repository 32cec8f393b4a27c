package dev.pilcrow.protocol.hub;

/**
 * The hub's bounds. What is bounded in octets of queues belongs to the transport.
 *
 * @param maxSessions sessions that hold a name; past it a registration is answered {@code error
 *     full}
 * @param maxWaiting registrations that wait for something (a name's holder to turn out dead, a
 *     classic client to open its FIFO); past it a contested name is refused at once, and a classic
 *     one is dropped
 * @param maxAnswerOctets octets of answers to {@code who} within one burst; past it {@code error
 *     full}
 * @param lingerNanos how long a leaving session may take to read what is still queued for it, from
 *     0 to {@link #MAX_LINGER_NANOS}
 */
public record HubLimits(int maxSessions, int maxWaiting, int maxAnswerOctets, long lingerNanos) {

  /**
   * 16,384 sessions, 1,024 waiting registrations, 1 MiB of answers a burst, 5 seconds of linger.
   */
  public static final HubLimits DEFAULT = new HubLimits(16_384, 1_024, 1 << 20, 5_000_000_000L);

  /** First pause before a classic client's FIFO is tried again; it doubles up to the longest. */
  public static final long CLASSIC_RETRY_FIRST_NANOS = 1_000_000L;

  /** Longest pause between two tries at a classic client's FIFO. */
  public static final long CLASSIC_RETRY_LONGEST_NANOS = 50_000_000L;

  /** A classic client that has not opened its FIFO by then is given up. */
  public static final long CLASSIC_OPEN_NANOS = 5_000_000_000L;

  /** Longest linger, a day. Times are compared by difference, so none may be for ever away. */
  public static final long MAX_LINGER_NANOS = 86_400_000_000_000L;

  public HubLimits {
    requirePositive(maxSessions, "maxSessions");
    requirePositive(maxWaiting, "maxWaiting");
    requirePositive(maxAnswerOctets, "maxAnswerOctets");
    if (lingerNanos < 0 || lingerNanos > MAX_LINGER_NANOS) {
      throw new IllegalArgumentException("lingerNanos is out of bounds: " + lingerNanos);
    }
  }

  private static void requirePositive(int value, String what) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " must be at least 1, not " + value);
    }
  }

  /** The same limits with another number of sessions. */
  public HubLimits withMaxSessions(int sessions) {
    return new HubLimits(sessions, maxWaiting, maxAnswerOctets, lingerNanos);
  }

  /** The same limits with another linger. */
  public HubLimits withLingerNanos(long nanos) {
    return new HubLimits(maxSessions, maxWaiting, maxAnswerOctets, nanos);
  }
}
