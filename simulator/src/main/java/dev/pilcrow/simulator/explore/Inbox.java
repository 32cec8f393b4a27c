package dev.pilcrow.simulator.explore;

/** The inbox as a sequence of whole writes, oldest first. */
final class Inbox {
  static final int REGISTRATION = 0;
  static final int GOODBYE = 1;

  /** Half a frame, by nobody in particular. */
  static final int GARBAGE = 2;

  /** And above: a frame that is said, with its number and its recipient. */
  static final int SAYING = 3;

  private static final int RECIPIENTS = ExploreOptions.MAX_CLIENTS + 2;
  private static final int CAPACITY = 64;

  final int[] clients = new int[CAPACITY];
  final int[] serials = new int[CAPACITY];
  final int[] kinds = new int[CAPACITY];
  int size;

  void add(int client, int serial, int kind) {
    clients[size] = client;
    serials[size] = serial;
    kinds[size] = kind;
    size++;
  }

  void removeFirst(int count) {
    size -= count;
    System.arraycopy(clients, count, clients, 0, size);
    System.arraycopy(serials, count, serials, 0, size);
    System.arraycopy(kinds, count, kinds, 0, size);
  }

  /**
   * The kind of a frame that is said.
   *
   * @param to 0 for the default, 1 for everyone, 2 and more for a client
   */
  static int saying(int frame, int to) {
    return SAYING + frame * RECIPIENTS + to;
  }

  static int frame(int kind) {
    return (kind - SAYING) / RECIPIENTS;
  }

  static int recipient(int kind) {
    return (kind - SAYING) % RECIPIENTS;
  }
}
