package dev.pilcrow.fifo;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Octets owed to one descriptor, in order, bounded.
 *
 * <p>It is a ring of slices. A slice is a range of a {@link Burst} that others may share, and holds
 * one or more whole records; it is remembered as it was given, so that {@link #dropUnbegun} can
 * tell records apart. Neighbours that lie next to each other in memory are written by one call:
 *
 * <pre>
 *   head                                        tail
 *    v                                           v
 *   [burst A 0..90][burst A 90..200][burst B 0..64]
 *        ^
 *        written: 40 octets are in the pipe, in the middle of a record
 * </pre>
 *
 * <p>Once warm, nothing is allocated but by a queue that grows beyond what it ever held. For one
 * thread.
 */
public final class SendQueue {
  private static final int FIRST_SLICES = 8;

  private final int capacityOctets;
  private final BurstPool copies;
  private @Nullable Burst[] bursts = new Burst[FIRST_SLICES];
  private int[] starts = new int[FIRST_SLICES];
  private int[] ends = new int[FIRST_SLICES];
  private int head;
  private int count;

  /** How much of the head slice the descriptor has taken. */
  private int written;

  private int sizeOctets;

  /**
   * The burst that copies are being added to, with a reference of its own; and how far it is full.
   */
  private @Nullable Burst copyBurst;

  private int copyEnd;

  /**
   * @param capacityOctets how many octets it takes, at least 1
   * @param copies where memory for {@link #copy} comes from; shared with other queues, and its
   *     burst is the longest copy
   */
  public SendQueue(int capacityOctets, BurstPool copies) {
    if (capacityOctets < 1) {
      throw new IllegalArgumentException("capacity " + capacityOctets);
    }
    this.capacityOctets = capacityOctets;
    this.copies = copies;
  }

  /** Whether nothing is owed. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** How many octets are owed. */
  public int sizeOctets() {
    return sizeOctets;
  }

  /** How many octets it still takes. */
  public int remainingOctets() {
    return capacityOctets - sizeOctets;
  }

  /**
   * Owes a range of a burst, and holds a reference to it until it is written or dropped.
   *
   * @param offset where whole records begin in the burst
   * @param length their octets; 0 does nothing
   * @throws IllegalStateException if it does not fit ({@link #remainingOctets})
   */
  public void share(Burst burst, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, burst.capacity());
    requireRoom(length);
    if (length == 0) {
      return;
    }
    burst.retain();
    append(burst, offset, length);
  }

  /**
   * Owes a copy of a range that the caller will use for something else.
   *
   * @param length the octets of whole records, at most the burst capacity of the pool for copies; 0
   *     does nothing
   * @throws IllegalStateException if it does not fit ({@link #remainingOctets})
   */
  public void copy(NativeBuffer from, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, from.capacity());
    if (length > 0) {
      int at = reserve(length);
      reserved().put(at, from.bytes(), offset, length);
    }
  }

  /**
   * Owes octets that the caller writes into {@link #reserved} right after this call, from the index
   * returned on: the way of {@link #copy} for what is made for this queue alone.
   *
   * @param length the octets of whole records, from 1 to the burst capacity of the pool for copies
   * @throws IllegalStateException if it does not fit ({@link #remainingOctets})
   */
  public int reserve(int length) {
    if (length < 1 || length > copies.burstCapacity()) {
      throw new IllegalArgumentException(
          length + " octets to copy, at most " + copies.burstCapacity());
    }
    requireRoom(length);
    Burst burst = copyBurst;
    if (burst == null || burst.capacity() - copyEnd < length) {
      stopCopying();
      burst = copies.acquire();
      copyBurst = burst;
      copyEnd = 0;
    }
    burst.retain();
    append(burst, copyEnd, length);
    copyEnd += length;
    return copyEnd - length;
  }

  /** Where {@link #reserve} made room last. */
  public ByteBuffer reserved() {
    Burst burst = copyBurst;
    if (burst == null) {
      throw new IllegalStateException("nothing is reserved");
    }
    return burst.buffer().bytes();
  }

  /**
   * Writes until all is written, the descriptor takes no more, or an error; as much by each call as
   * lies together in memory. A write that was cut short is not tried again, it would only be
   * refused.
   *
   * @return the octets written, and {@link #isEmpty} says whether any are left; or −errno, {@code
   *     EPIPE} when the reader has gone, with the queue as it was before the call that failed
   */
  public int flush(Kernel kernel, int fd) {
    int total = 0;
    while (count > 0) {
      Burst burst = burstAt(head);
      int from = starts[head] + written;
      int length = contiguousEnd(burst) - from;
      int result = kernel.write(fd, burst.buffer(), from, length);
      if (result == -Errno.EINTR) {
        continue;
      }
      if (result < 0) {
        return result == -Errno.EAGAIN ? total : result;
      }
      onWritten(result);
      total += result;
      if (result < length) {
        break;
      }
    }
    return total;
  }

  /**
   * The descriptor has got so many of the octets owed by another way than {@link #flush}, such as
   * tee(2).
   *
   * @throws IllegalArgumentException if so many are not owed
   */
  public void advance(int octets) {
    if (octets < 0 || octets > sizeOctets) {
      throw new IllegalArgumentException(octets + " octets of " + sizeOctets);
    }
    onWritten(octets);
  }

  /**
   * Drops every record of which the descriptor has taken nothing yet. One that is partly in the
   * pipe stays and is finished by later flushes, so that the reader never sees a torn one.
   *
   * @param ends tells where records end; the same for all that is in the queue
   * @return how many whole records were dropped
   */
  public int dropUnbegun(RecordEnd ends) {
    int dropped = 0;
    if (written > 0) {
      Burst burst = burstAt(head);
      int position = starts[head] + written;
      int end = starts[head];
      while (end < position) {
        end = ends.endOfRecord(burst.buffer().bytes(), end, this.ends[head]);
      }
      dropped += countRecords(ends, burst, end, this.ends[head]);
      sizeOctets -= this.ends[head] - end;
      this.ends[head] = end;
      while (count > 1) {
        dropped += dropTail(ends);
      }
      if (end == position) {
        removeHead();
      }
    } else {
      while (count > 0) {
        dropped += dropTail(ends);
      }
    }
    if (count == 0) {
      stopCopying();
    }
    return dropped;
  }

  /** Forgets all that is owed and releases every reference. The queue can be used again. */
  public void clear() {
    while (count > 0) {
      sizeOctets -= ends[head] - starts[head] - written;
      removeHead();
    }
    stopCopying();
  }

  private void requireRoom(int length) {
    if (length > remainingOctets()) {
      throw new IllegalStateException(
          length + " octets do not fit into the remaining " + remainingOctets());
    }
  }

  private Burst burstAt(int index) {
    Burst burst = bursts[index];
    if (burst == null) {
      throw new IllegalStateException("an empty slice");
    }
    return burst;
  }

  private void append(Burst burst, int offset, int length) {
    if (count == bursts.length) {
      grow();
    }
    int tail = wrap(head + count);
    bursts[tail] = burst;
    starts[tail] = offset;
    ends[tail] = offset + length;
    count++;
    sizeOctets += length;
  }

  /** The end of the run of octets, from the head on, that lie together in the head's burst. */
  private int contiguousEnd(Burst burst) {
    int end = ends[head];
    for (int i = 1; i < count; i++) {
      int next = wrap(head + i);
      if (bursts[next] != burst || starts[next] != end) {
        break;
      }
      end = ends[next];
    }
    return end;
  }

  /** Fails if that is more than is owed: no slice would hold what has been written of the head. */
  private void onWritten(int octets) {
    if (octets > sizeOctets) {
      throw new IllegalStateException(octets + " octets written of " + sizeOctets);
    }
    sizeOctets -= octets;
    written += octets;
    while (count > 0 && written >= ends[head] - starts[head]) {
      int rest = written - (ends[head] - starts[head]);
      removeHead();
      written = rest;
    }
    if (count == 0) {
      stopCopying();
    }
  }

  private void removeHead() {
    burstAt(head).release();
    bursts[head] = null;
    head = wrap(head + 1);
    count--;
    written = 0;
  }

  private int dropTail(RecordEnd recordEnds) {
    int tail = wrap(head + count - 1);
    Burst burst = burstAt(tail);
    int dropped = countRecords(recordEnds, burst, starts[tail], ends[tail]);
    sizeOctets -= ends[tail] - starts[tail];
    burst.release();
    bursts[tail] = null;
    count--;
    return dropped;
  }

  private static int countRecords(RecordEnd ends, Burst burst, int from, int to) {
    int records = 0;
    for (int at = from; at < to; records++) {
      at = ends.endOfRecord(burst.buffer().bytes(), at, to);
    }
    return records;
  }

  private void stopCopying() {
    if (copyBurst != null) {
      copyBurst.release();
      copyBurst = null;
    }
  }

  private int wrap(int index) {
    return index & (bursts.length - 1);
  }

  private void grow() {
    int old = bursts.length;
    bursts = Arrays.copyOf(bursts, 2 * old);
    starts = Arrays.copyOf(starts, 2 * old);
    ends = Arrays.copyOf(ends, 2 * old);
    for (int i = 0; i < head; i++) { // the ring's wrapped part goes behind the old end
      bursts[old + i] = bursts[i];
      starts[old + i] = starts[i];
      ends[old + i] = ends[i];
      bursts[i] = null;
    }
  }
}
