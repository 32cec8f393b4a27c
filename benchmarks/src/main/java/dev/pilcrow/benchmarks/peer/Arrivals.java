package dev.pilcrow.benchmarks.peer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes what a hub's clients receive. */
@FunctionalInterface
public interface Arrivals {

  /**
   * The next octets for that client, which may end within a frame.
   *
   * @param octets for absolute access in little-endian order; borrowed
   */
  void onOctets(int client, ByteBuffer octets, int from, int to) throws IOException;
}
