package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.fifo.NativeBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends each write as one message. */
final class ZmqSpeaker implements Speaker {
  private static final byte[] NO_PREFIX = {};

  private final ZmqSocket socket;
  private final @Nullable ZmqContext owned;

  /**
   * @param owned is closed with it
   */
  ZmqSpeaker(ZmqSocket socket, @Nullable ZmqContext owned) {
    this.socket = socket;
    this.owned = owned;
  }

  @Override
  public byte[] prefix() {
    return NO_PREFIX;
  }

  @Override
  public void send(NativeBuffer frames, int length) throws IOException {
    socket.send(frames, length, false);
  }

  @Override
  public void close() {
    if (owned != null) {
      owned.close();
    }
  }
}
