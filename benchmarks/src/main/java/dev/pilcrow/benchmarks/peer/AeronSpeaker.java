package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.fifo.NativeBuffer;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Offers each write as one message until it is taken. */
final class AeronSpeaker implements Speaker {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final ExclusivePublication publication;
  private final byte[] prefix;
  private final @Nullable AutoCloseable owned;
  private final IdleStrategy idle = AeronPeer.idleStrategy();
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

  /**
   * @param owned is closed with it
   */
  AeronSpeaker(ExclusivePublication publication, byte[] prefix, @Nullable AutoCloseable owned) {
    this.publication = publication;
    this.prefix = prefix;
    this.owned = owned;
  }

  @Override
  public byte[] prefix() {
    return prefix;
  }

  @Override
  public void send(NativeBuffer frames, int length) throws IOException {
    view.wrap(frames.address(), length);
    offer(publication, view, 0, length, idle);
  }

  /** Waits as long as the slowest subscriber has no room, or none has come yet. */
  static void offer(
      ExclusivePublication publication,
      DirectBuffer octets,
      int offset,
      int length,
      IdleStrategy idle)
      throws IOException {
    long result = publication.offer(octets, offset, length);
    if (result >= 0) {
      return;
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (result < 0) {
      if (result == Publication.CLOSED
          || result == Publication.MAX_POSITION_EXCEEDED
          || System.nanoTime() > deadline) {
        throw new IOException("Aeron: " + Publication.errorString(result));
      }
      idle.idle(0);
      result = publication.offer(octets, offset, length);
    }
    idle.idle(1);
  }

  @Override
  public void close() {
    publication.close();
    if (owned != null) {
      try {
        owned.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
