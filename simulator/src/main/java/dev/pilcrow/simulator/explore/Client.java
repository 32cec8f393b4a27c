package dev.pilcrow.simulator.explore;

/** A client of an explored configuration, and what the rules know of it. */
final class Client {
  /** Has done nothing yet. */
  static final int ABSENT = 0;

  /** Has written its registration, and has not read its welcome. */
  static final int ASKING = 1;

  static final int TALKING = 2;

  /** Has said goodbye, and has not read the hub's. */
  static final int LEAVING = 3;

  static final int GONE_HOME = 4;
  static final int DEAD = 5;

  int stage;

  /** How many frames it has said. */
  int said;

  /** Which of its FIFOs is the newest: it makes one each time that it comes. */
  int fifo;

  /** How many sessions the hub has opened for it. */
  int serials;

  /** The session whose token it knows; 0 for none. */
  int knows;

  /** The session that it has by the rules; 0 for none. */
  int here;

  /** Frames in its pipe. */
  int unread;

  /** Behind the frames in its pipe nothing more will come. */
  boolean ended;

  boolean isReading() {
    return stage == ASKING || stage == TALKING || stage == LEAVING;
  }

  /** It gets a frame; the first is its welcome. */
  void reads() {
    if (stage == ASKING) {
      stage = TALKING;
      knows = serials;
    }
  }

  /**
   * Its goodbye is lost to somebody's half frame before it: when no answer comes it says it again.
   */
  void missesGoodbye(int serial) {
    if (stage == LEAVING && knows == serial) {
      stage = TALKING;
    }
  }

  /** All that there will ever be has been read. */
  void readsEnd() {
    stage = GONE_HOME;
    unread = 0;
    ended = false;
  }

  void dies() {
    stage = DEAD;
    unread = 0;
    ended = false;
    knows = 0;
  }

  /** With a new FIFO. */
  void asks() {
    stage = ASKING;
    said = 0;
    fifo++;
    unread = 0;
    ended = false;
    knows = 0;
  }

  /** What can be told of it without knowing which one it is, to put clients in an order. */
  long key() {
    return stage
        | (ended ? 8L : 0)
        | (long) said << 4
        | (long) fifo << 10
        | (long) serials << 16
        | (long) knows << 22
        | (long) here << 28
        | (long) unread << 34;
  }
}
