package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.Burst;
import dev.pilcrow.fifo.BurstPool;
import dev.pilcrow.fifo.TeePipe;
import java.nio.ByteBuffer;

/**
 * What everyone is sent, once: a sequence of octets of which each channel remembers how far it has
 * been given it. Only the present burst's part can be given, so before a burst is replaced all
 * channels must have theirs.
 *
 * <pre>
 *   position()                        0 ............ base ............... end
 *   present burst                                    [ filled | room left    ]
 *   a channel's cursor                                   ^ given up to here
 * </pre>
 *
 * A burst that nobody holds any more is filled from its start again, so an idle hub stays in one
 * burst's cache lines.
 */
final class EveryoneStream {
  private final BurstPool pool;
  private Burst burst;
  private long base;
  private long end;

  EveryoneStream(BurstPool pool) {
    this.pool = pool;
    this.burst = pool.acquire();
  }

  /** Where the next octet will be. */
  long position() {
    return end;
  }

  boolean hasRoom(int octets) {
    return end - base + octets <= burst.capacity();
  }

  /**
   * Starts over at the front of a burst, the present one if nobody else holds it. All channels must
   * have been given all.
   */
  void rewind() {
    if (burst.references() > 1) {
      burst.release();
      burst = pool.acquire();
    }
    base = end;
  }

  /** Whether the present burst is still owed to someone. */
  boolean isHeld() {
    return burst.references() > 1;
  }

  /** The memory of the present burst if nobody is owed any of it. */
  int unheldOctets() {
    return isHeld() ? 0 : burst.capacity();
  }

  /**
   * Where the next octets go: into {@link #bytes()} from this index on; then say {@link #added}.
   */
  int index() {
    return (int) (end - base);
  }

  ByteBuffer bytes() {
    return burst.buffer().bytes();
  }

  void added(int octets) {
    end += octets;
  }

  /**
   * Loads what came behind a position; false if that is not all in the present burst, or does not
   * fit.
   */
  boolean loadInto(TeePipe pipe, long from) {
    return from >= base && pipe.load(burst.buffer(), (int) (from - base), (int) (end - from));
  }

  /** Gives the channel all that it has not been given. */
  void giveTo(ClientChannel channel) {
    if (channel.cursor < end) {
      channel.queue.share(burst, (int) (channel.cursor - base), (int) (end - channel.cursor));
      channel.cursor = end;
    }
  }

  void close() {
    burst.release();
  }
}
