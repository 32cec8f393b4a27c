package dev.pilcrow.benchmarks.peer;

import java.io.IOException;

/** What is used of ZeroMQ, whichever implementation it is. For one thread. */
interface ZmqContext extends AutoCloseable {

  /**
   * Messages that each end of a connection queues. A tenth of the default: with a thousand
   * subscribers what is queued would take minutes to arrive after the last frame was spoken.
   */
  int HIGH_WATER_MARK = 100;

  /** Kinds of sockets, with their numbers in the library's header. */
  enum Kind {
    SUB(2),
    DEALER(5),
    ROUTER(6),
    PULL(7),
    PUSH(8),
    XPUB(9);

    final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  /**
   * A socket that loses nothing: a full queue makes the sender wait. One of kind {@code XPUB} is
   * told of every subscription.
   */
  ZmqSocket open(Kind kind) throws IOException;

  /** Something to wait for those sockets with. */
  ZmqPoller poller(ZmqSocket... sockets) throws IOException;

  @Override
  void close();

  /** Waits. */
  @FunctionalInterface
  interface ZmqPoller {
    /** Returns when one of the sockets has something to be received, or the time is over. */
    void await(int timeoutMillis) throws IOException;
  }
}
