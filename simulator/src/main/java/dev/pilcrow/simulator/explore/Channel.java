package dev.pilcrow.simulator.explore;

import java.util.Arrays;

/** What the transport keeps for a session: the FIFO that it has opened, and the queue before it. */
final class Channel {
  int client;

  /** Which of the client's FIFOs it has open; 0 for none. */
  int fifo;

  /** Which of the client's sessions this is. */
  int serial;

  boolean joined;
  boolean finished;

  /** The hub is to be told when all is in the pipe. */
  boolean owesDrained;

  /** Something was written since the hub was last told how that went. */
  boolean touched;

  /** What waits: 0 for a frame, else for so many frames as a gap tells of. */
  int[] queue = new int[8];

  int queued;

  /** For the hub, after a drop. */
  int droppedFrames;

  int droppedAgain;

  boolean isOpen() {
    return fifo != 0;
  }

  void clear() {
    fifo = 0;
    serial = 0;
    joined = false;
    finished = false;
    owesDrained = false;
    touched = false;
    queued = 0;
    droppedFrames = 0;
    droppedAgain = 0;
  }

  void add(int gap) {
    if (queued == queue.length) {
      queue = Arrays.copyOf(queue, 2 * queued);
    }
    queue[queued++] = gap;
  }

  void removeFirst() {
    System.arraycopy(queue, 1, queue, 0, --queued);
  }

  void drop() {
    for (int i = 0; i < queued; i++) {
      droppedFrames += Math.max(1, queue[i]);
      droppedAgain += queue[i];
    }
    queued = 0;
  }
}
