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
  private int longFrom = 2 * SLACK;

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

  /**
   * Whether it is worth asking who is furthest behind: since that was asked last, so much has come
   * that to ask costs nothing, compared with it.
   */
  boolean isLong() {
    return frames.size() >= longFrom;
  }

  /** Nobody will ask for what stands before that position. */
  void forgetBefore(long position) {
    int count = (int) (position - first);
    if (count >= SLACK) {
      frames.subList(0, count).clear();
      first = position;
    }
    longFrom = Math.max(2 * SLACK, frames.size() + SLACK);
  }
}
