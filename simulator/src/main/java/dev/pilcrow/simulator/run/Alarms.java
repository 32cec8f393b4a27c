package dev.pilcrow.simulator.run;

import java.util.PriorityQueue;

/** Who wants to be woken when. An actor has one alarm at most; setting another replaces it. */
final class Alarms {
  private record Alarm(long nanos, long number, Actor actor) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    boolean isSet() {
      return actor.alarmNanos == nanos && !actor.isOver();
    }
  }

  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private long count;

  void set(Actor actor, long nanos) {
    if (actor.alarmNanos != nanos) {
      actor.alarmNanos = nanos;
      alarms.add(new Alarm(nanos, count++, actor));
    }
  }

  void clear(Actor actor) {
    actor.alarmNanos = Long.MAX_VALUE;
  }

  /** When the next one goes off; {@link Long#MAX_VALUE} if none is set. */
  long nextNanos() {
    for (Alarm first = alarms.peek(); first != null; first = alarms.peek()) {
      if (first.isSet()) {
        return first.nanos;
      }
      alarms.remove();
    }
    return Long.MAX_VALUE;
  }

  /** Whose alarm goes off next, and clears it. To be asked only if {@link #nextNanos} told one. */
  Actor takeNext() {
    Actor actor = alarms.remove().actor;
    clear(actor);
    return actor;
  }
}
