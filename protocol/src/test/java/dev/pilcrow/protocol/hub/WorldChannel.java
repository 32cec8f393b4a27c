package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.hub.BrokenPromise.EffectOutOfPlace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A session's FIFO as the hub has it open: the queue in front of it, and all that was sent. */
final class WorldChannel {
  /** A queue of more frames is too long. */
  static final int QUEUE_FRAMES = 2;

  private static final String GAP = "hub¶gap ";

  final Session session;
  final WorldFifo fifo;
  final List<String> sent = new ArrayList<>();
  boolean joined;
  boolean finished;
  int droppedEntries;
  long droppedFrames;
  long droppedAgain;
  private final Deque<String> queue = new ArrayDeque<>();
  private boolean begun;
  private boolean toldDrained = true;

  WorldChannel(Session session, WorldFifo fifo) {
    this.session = session;
    this.fifo = fifo;
  }

  boolean isNative() {
    return session.dialect() == Dialect.NATIVE;
  }

  void send(String frame) {
    if (finished) {
      throw new EffectOutOfPlace(session + " has been finished, and is sent " + frame);
    }
    if (isNative() && sent.isEmpty() && !frame.matches("hub¶(welcome|error) .*")) {
      throw new EffectOutOfPlace(session + " is sent first of all " + frame);
    }
    sent.add(frame);
    queue.add(frame);
    toldDrained = false;
  }

  void finish() {
    if (finished) {
      throw new EffectOutOfPlace(session + " is finished twice");
    }
    finished = true;
    toldDrained = false;
  }

  /** Writes what fits; a frame that does not may be half in the pipe. */
  void flush() {
    while (!queue.isEmpty() && fifo.hasRoom()) {
      fifo.write(queue.remove());
      begun = false;
    }
    begun |= !queue.isEmpty() && queue.getFirst().length() % 2 == 0;
  }

  /** Whether the hub is to be told that all is in the pipe; once for all that was sent. */
  boolean isNewlyDrained() {
    boolean newly = queue.isEmpty() && !toldDrained;
    toldDrained |= newly;
    return newly;
  }

  boolean isTooLong() {
    return queue.size() > QUEUE_FRAMES;
  }

  void drop() {
    while (queue.size() > (begun ? 1 : 0)) {
      String frame = queue.removeLast();
      sent.remove(sent.size() - 1);
      droppedEntries++;
      if (frame.startsWith(GAP)) {
        long told = Long.parseLong(frame.substring(GAP.length()));
        droppedFrames += told;
        droppedAgain += told;
      } else {
        droppedFrames++;
      }
    }
  }
}
