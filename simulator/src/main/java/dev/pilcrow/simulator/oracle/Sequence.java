package dev.pilcrow.simulator.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * The total order: all that one hub has said to everyone, by position. What all readers are past is
 * forgotten.
 */
final class Sequence {
  /** So much may be forgotten before the room is used again. */
  private static final int SLACK = 4096;

  private final List<Expected> frames = new ArrayList<>();
  private long first;

  /** The position behind the last frame. */
  long end() {
    return first + frames.size();
  }

  Expected at(long position) {
    return frames.get((int) (position - first));
  }

  void add(Expected frame) {
    frames.add(frame);
  }

  /** Whether it is worth asking who is furthest behind. */
  boolean isLong() {
    return frames.size() >= 2 * SLACK;
  }

  /** Nobody will ask for what stands before that position. */
  void forgetBefore(long position) {
    int count = (int) (position - first);
    if (count >= SLACK) {
      frames.subList(0, count).clear();
      first = position;
    }
  }
}
