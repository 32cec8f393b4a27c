package dev.pilcrow.fifo.hub;

import dev.pilcrow.protocol.hub.Hub;
import dev.pilcrow.protocol.hub.SessionState;
import java.util.ArrayDeque;

/**
 * What I/O has learned of the clients and the hub has not been told yet. Effects must not call back
 * into the hub, so it waits here until the server is between two inputs.
 */
final class Notices {
  private final ArrayDeque<ClientChannel> gone = new ArrayDeque<>();
  private final ArrayDeque<ClientChannel> drained = new ArrayDeque<>();
  private final ArrayDeque<ClientChannel> overflowed = new ArrayDeque<>();
  private final ArrayDeque<Dropped> dropped = new ArrayDeque<>();

  private record Dropped(ClientChannel channel, long frames, long again) {}

  void gone(ClientChannel channel) {
    gone.add(channel);
  }

  void drained(ClientChannel channel) {
    drained.add(channel);
  }

  void overflowed(ClientChannel channel) {
    overflowed.add(channel);
  }

  void dropped(ClientChannel channel, long frames, long again) {
    dropped.add(new Dropped(channel, frames, again));
  }

  boolean isEmpty() {
    return gone.isEmpty() && drained.isEmpty() && overflowed.isEmpty() && dropped.isEmpty();
  }

  /**
   * Tells the hub the oldest one of the most urgent kind; one about a session that is closed by now
   * is dropped.
   */
  void tellNext(Hub hub, long nowNanos) {
    Dropped drop = dropped.poll();
    if (drop != null) {
      if (isOpen(drop.channel)) {
        drop.channel.expectGap(drop.frames);
        hub.onDropped(nowNanos, drop.channel.session, drop.frames, drop.again);
      }
      return;
    }
    if (!gone.isEmpty()) {
      ClientChannel channel = gone.remove();
      if (isOpen(channel)) {
        hub.onGone(nowNanos, channel.session);
      }
    } else if (!drained.isEmpty()) {
      ClientChannel channel = drained.remove();
      if (isOpen(channel)) {
        hub.onDrained(nowNanos, channel.session);
      }
    } else if (!overflowed.isEmpty()) {
      ClientChannel channel = overflowed.remove();
      if (isOpen(channel)) {
        hub.onOverflow(nowNanos, channel.session);
      }
    }
  }

  private static boolean isOpen(ClientChannel channel) {
    return channel.session.state() != SessionState.CLOSED;
  }
}
