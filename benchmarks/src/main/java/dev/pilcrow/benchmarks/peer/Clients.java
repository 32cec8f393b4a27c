package dev.pilcrow.benchmarks.peer;

import java.io.IOException;

/** Some clients of a hub, numbered from 0, in one process and on one thread. */
public interface Clients extends AutoCloseable {

  /** How many octets stand before the payload in each frame that arrives. */
  int arrivingPrefixLength();

  /** What another process must know to speak to these clients; without blanks, may be empty. */
  String ticket();

  /** What that client sends through; closed with the clients. Echo mode only. */
  Speaker speaker(int client);

  /**
   * Hands on what has arrived; waits if nothing has.
   *
   * @param timeoutMillis how long it waits at most
   */
  void poll(int timeoutMillis, Arrivals arrivals) throws IOException;

  @Override
  void close();
}
