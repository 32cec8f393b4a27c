package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.Poller;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The channels that have not got all of a run that was teed, and of whose pipes the hub wants to
 * hear that they have room.
 *
 * <p>Under {@code wait} all laggards are owed the end of the same run and nothing else comes until
 * they have it, so there is no need to wake for each of them. They are herded: the hub listens to
 * one of them alone, the scout, and when that has room it tries them all.
 *
 * <pre>
 *                    {@link #HERD_FROM} or more             the scout has room: all are tried
 *   each is watched -----------------------> HERDED, one is watched --+
 *        ^  ^                                  |     |    ^           |
 *        |  +----------- fewer are left -------+     |    +-----------+
 *        |                                           | the scout had no room for
 *        +------ all have caught up --- SCATTERED &lt;--+ {@link #PATIENCE_NANOS}
 *                                    (each is watched)
 * </pre>
 *
 * <p>So a client that does not read keeps what the others are owed from them for so long at most,
 * once.
 */
final class Laggards {
  /** Fewer than so many are watched each by itself. */
  static final int HERD_FROM = 8;

  /** How long a scout is waited for. */
  static final long PATIENCE_NANOS = 20_000_000;

  private final boolean allWait;
  private final List<ClientChannel> channels = new ArrayList<>();
  private @Nullable ClientChannel scout;
  private long patienceEndsNanos;
  private boolean scattered;

  Laggards(SlowPolicy policy) {
    this.allWait = policy == SlowPolicy.WAIT;
  }

  boolean isEmpty() {
    return channels.isEmpty();
  }

  /** Whether nobody gets anything new before there are none. */
  boolean holdAll() {
    return allWait && !channels.isEmpty();
  }

  void add(ClientChannel channel) {
    if (channel.laggardIndex < 0) {
      channel.laggardIndex = channels.size();
      channels.add(channel);
    }
  }

  /** It has caught up, or is gone; nothing happens if it was no laggard. */
  void remove(ClientChannel channel) {
    if (channel.laggardIndex < 0) {
      return;
    }
    ClientChannel last = channels.remove(channels.size() - 1);
    if (last != channel) {
      channels.set(channel.laggardIndex, last);
      last.laggardIndex = channel.laggardIndex;
    }
    channel.laggardIndex = -1;
    scout = channel == scout ? null : scout;
    scattered &= !channels.isEmpty();
  }

  /** Does something with each, which may remove that one. */
  void forEach(Consumer<ClientChannel> action) {
    for (int i = channels.size() - 1; i >= 0; i--) {
      action.accept(channels.get(i));
    }
  }

  /** Whether it is a laggard that need not be watched. */
  boolean isHerded(ClientChannel channel) {
    return allWait && !scattered && channel.laggardIndex >= 0 && channel != scout;
  }

  boolean isScout(ClientChannel channel) {
    return channel == scout;
  }

  void dismissScout() {
    scout = null;
  }

  /**
   * Whether each is to be watched from now on: there are few of them, or the scout has been waited
   * for long enough.
   */
  boolean scatter(long nowNanos) {
    if (!holdAll() || scattered) {
      return false;
    }
    if (channels.size() < HERD_FROM) {
      scout = null;
      return true;
    }
    scattered = scout != null && nowNanos - patienceEndsNanos >= 0;
    scout = scattered ? null : scout;
    return scattered;
  }

  /**
   * Appoints the one that is to be watched for all; null if there is one already, or none is
   * needed. It is one from the middle: by the time that it has read others will have, too, and the
   * rest have enough left to read while these are given more.
   */
  @Nullable ClientChannel newScout(long nowNanos) {
    if (scout != null || scattered || !allWait || channels.size() < HERD_FROM) {
      return null;
    }
    patienceEndsNanos = nowNanos + PATIENCE_NANOS;
    scout = channels.get(channels.size() / 2);
    return scout;
  }

  /** Whether a scout is waited for. */
  boolean hasDeadline() {
    return scout != null;
  }

  /** How long the scout is still waited for; {@link Poller#FOREVER} if nobody is. */
  long timeoutNanos(long nowNanos) {
    return scout == null ? Poller.FOREVER : Math.max(0, patienceEndsNanos - nowNanos);
  }
}
