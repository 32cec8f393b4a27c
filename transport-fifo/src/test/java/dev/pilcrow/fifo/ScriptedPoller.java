package dev.pilcrow.fifo;

import java.util.ArrayList;
import java.util.List;

/** Tells the events that a test put into it, whatever is registered. */
final class ScriptedPoller implements Poller {
  /** Keys in the order of registration. */
  final List<Long> keys = new ArrayList<>();

  /** What {@link #poll} answers in place of a count, if negative. */
  int answer;

  /** What every registration answers. */
  int addAnswer;

  /** The timeout of the last poll. */
  long lastTimeoutNanos;

  private final List<long[]> events = new ArrayList<>();
  private boolean closed;

  void willTell(long key, int ready) {
    events.add(new long[] {key, ready});
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public int add(int fd, int interest, long key) {
    keys.add(key);
    return addAnswer;
  }

  @Override
  public int modify(int fd, int interest, long key) {
    return 0;
  }

  @Override
  public int remove(int fd) {
    return 0;
  }

  @Override
  public int poll(long timeoutNanos, ReadySink sink) {
    lastTimeoutNanos = timeoutNanos;
    if (answer < 0) {
      return answer;
    }
    List<long[]> now = List.copyOf(events);
    events.clear();
    for (long[] event : now) {
      sink.onReady(event[0], (int) event[1]);
    }
    return now.size();
  }

  @Override
  public void wakeup() {}

  @Override
  public void close() {
    closed = true;
  }
}
