package dev.pilcrow.protocol.hub;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sessions that wait for a point in time, soonest first. A session waits for one at most. */
final class Deadlines {
  // Differences, not values, are compared: the clock may be anywhere, and may wrap.
  private final TreeSet<Session> soonestFirst =
      new TreeSet<>(
          (a, b) -> {
            int byTime = Long.signum(a.deadlineNanos - b.deadlineNanos);
            return byTime != 0 ? byTime : Integer.compare(a.slot(), b.slot());
          });

  boolean isEmpty() {
    return soonestFirst.isEmpty();
  }

  /** When the soonest is due; there must be one. */
  long nextNanos() {
    return soonestFirst.first().deadlineNanos;
  }

  /** Sets or moves the session's deadline. */
  void set(Session session, long nanos) {
    clear(session);
    session.deadlineNanos = nanos;
    session.hasDeadline = true;
    soonestFirst.add(session);
  }

  void clear(Session session) {
    if (session.hasDeadline) {
      soonestFirst.remove(session);
      session.hasDeadline = false;
    }
  }

  /** Nobody waits any more. */
  void clear() {
    if (!soonestFirst.isEmpty()) {
      soonestFirst.clear();
    }
  }

  /** Takes out the soonest one that is due, or returns null. */
  @Nullable Session next(long nowNanos) {
    if (soonestFirst.isEmpty() || soonestFirst.first().deadlineNanos - nowNanos > 0) {
      return null;
    }
    Session session = soonestFirst.first();
    clear(session);
    return session;
  }
}
