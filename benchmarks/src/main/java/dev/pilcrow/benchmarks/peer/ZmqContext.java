package dev.pilcrow.benchmarks.peer;

import java.io.IOException;

/** What is used of ZeroMQ, whichever implementation it is. For one thread. */
interface ZmqContext extends AutoCloseable {

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
   * A socket that loses nothing: a full queue makes the sender wait. One of kind {@code SUB}
   * receives everything; one of kind {@code XPUB} is told of every subscription.
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
