package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.fifo.NativeBuffer;
import java.io.IOException;

/** Sends frames to a hub. */
public interface Speaker extends AutoCloseable {

  /** What stands before the payload in each frame that it sends. */
  byte[] prefix();

  /**
   * Sends whole frames at once; waits until they are taken.
   *
   * @param frames the octets from 0 to {@code length}; borrowed
   */
  void send(NativeBuffer frames, int length) throws IOException;

  @Override
  void close();
}
