package dev.pilcrow.simulator.explore;

import java.util.Arrays;

/** What each session was told within one step, in order. */
final class Ledger {
  private final int[][] frames;
  private final int[] sizes;
  private final int[] used;
  private int usedSize;

  Ledger(int clients) {
    int sessions = clients * (Lexicon.MAX_SERIAL + 1);
    frames = new int[sessions][4];
    sizes = new int[sessions];
    used = new int[sessions];
  }

  void clear() {
    for (int i = 0; i < usedSize; i++) {
      sizes[used[i]] = 0;
    }
    usedSize = 0;
  }

  void add(int client, int serial, int frame) {
    int session = session(client, serial);
    int size = sizes[session];
    if (size == 0) {
      used[usedSize++] = session;
    }
    if (size == frames[session].length) {
      frames[session] = Arrays.copyOf(frames[session], 2 * size);
    }
    frames[session][size] = frame;
    sizes[session] = size + 1;
  }

  int size(int client, int serial) {
    return sizes[session(client, serial)];
  }

  int get(int client, int serial, int index) {
    return frames[session(client, serial)][index];
  }

  /** A session of which both do not say the same, as {@code client << 4 | serial}; -1 for none. */
  int difference(Ledger other) {
    int found = firstDifference(other);
    return found >= 0 ? found : other.firstDifference(this);
  }

  private int firstDifference(Ledger other) {
    for (int i = 0; i < usedSize; i++) {
      int session = used[i];
      int size = sizes[session];
      if (!Arrays.equals(
          frames[session], 0, size, other.frames[session], 0, other.sizes[session])) {
        return session;
      }
    }
    return -1;
  }

  private static int session(int client, int serial) {
    return client << 4 | serial;
  }
}
