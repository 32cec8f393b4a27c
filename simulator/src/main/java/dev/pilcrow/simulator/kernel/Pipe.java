package dev.pilcrow.simulator.kernel;

import static dev.pilcrow.fifo.Epoll.EPOLLERR;
import static dev.pilcrow.fifo.Epoll.EPOLLHUP;
import static dev.pilcrow.fifo.Epoll.EPOLLIN;
import static dev.pilcrow.fifo.Epoll.EPOLLOUT;

import dev.pilcrow.fifo.Errno;
import java.nio.ByteBuffer;

/**
 * What lies between the ends of a FIFO or of pipe(2): slots, who reads, who writes, who waits.
 *
 * <p>It exists while somebody has it open. Source: pipe(7), and Linux's own fs/pipe.c for what the
 * manual does not say: how writes merge, and which of the two wait queues hears of what.
 */
final class Pipe {
  /** What a pipe may have at most, whoever asks: its ring is one allocation of Linux's. */
  private static final int MAX_RING = 65_536;

  private final transient PagePool pool;
  private final PipePages.Account account;
  final PipeSlots slots;
  final WaitQueue readQueue = new WaitQueue();
  final WaitQueue writeQueue = new WaitQueue();
  int readers;
  int writers;

  /** How often an end was opened. A FIFO's blocking open waits for the other's to change. */
  int readOpens;

  int writeOpens;

  /** Open files; with the last one the pipe and all that is in it go. */
  int files;

  Pipe(PagePool pool, PipePages.Account account, int capacitySlots) {
    this.pool = pool;
    this.account = account;
    this.slots = new PipeSlots(capacitySlots);
  }

  int read(PipeEnd by, ByteBuffer to, int offset, int length, SimulatedProcess process) {
    if (length == 0) {
      return 0;
    }
    boolean wasFull = false;
    boolean slept = false;
    int total;
    while (true) {
      total = 0;
      while (total < length && !slots.isEmpty()) {
        int taken = Math.min(length - total, slots.length(0));
        to.put(offset + total, slots.page(0).octets, slots.offset(0), taken);
        total += taken;
        wasFull |= slots.isFull() && taken == slots.length(0);
        drop(taken);
      }
      if (total > 0 || writers == 0) {
        break;
      }
      if (by.isNonBlocking()) {
        return -Errno.EAGAIN;
      }
      if (!process.sleep(SystemCall.READ)) {
        return -Errno.EINTR;
      }
      slept = true;
    }
    if (wasFull) {
      writeQueue.wake(EPOLLOUT);
    }
    if (slept && !slots.isEmpty()) {
      readQueue.wake(EPOLLIN);
    }
    return total;
  }

  int write(PipeEnd by, ByteBuffer from, int offset, int length, SimulatedProcess process) {
    if (length == 0) {
      return 0;
    }
    if (readers == 0) {
      return -Errno.EPIPE;
    }
    boolean slept = false;
    boolean wasEmpty = slots.isEmpty();
    int odd = length % Page.SIZE;
    int total = odd > 0 && slots.merge(from, offset, odd) ? odd : 0;
    while (total < length) {
      int refusal = 0;
      if (readers == 0) {
        refusal = -Errno.EPIPE;
      } else if (!slots.isFull()) {
        total += fillSlot(from, offset + total, length - total);
      } else if (by.isNonBlocking()) {
        refusal = -Errno.EAGAIN;
      } else {
        if (wasEmpty) {
          readQueue.wake(EPOLLIN);
        }
        refusal = process.sleep(SystemCall.WRITE) ? 0 : -Errno.EINTR;
        wasEmpty = slots.isEmpty();
        slept = true;
      }
      if (refusal < 0) {
        total = total > 0 ? total : refusal;
        break;
      }
    }
    // Also when nothing was taken: whoever polls a pipe hears of every write, refused ones
    // included.
    readQueue.wake(EPOLLIN);
    if (slept && !slots.isFull()) {
      writeQueue.wake(EPOLLOUT);
    }
    return total;
  }

  /** Takes octets out of the oldest piece, and the piece with its last one. */
  void drop(int length) {
    slots.skip(length);
    if (slots.length(0) == 0) {
      pool.release(slots.page(0));
      slots.removeFirst();
    }
  }

  /** F_SETPIPE_SZ. */
  int setCapacity(int octets, ProcessOptions process) {
    int wanted = PipePages.slotsFor(octets);
    if (wanted == 0) {
      return -Errno.EINVAL;
    }
    boolean more = wanted > slots.capacity();
    if (more && !process.largePipes() && wanted > PipePages.MAX_SLOTS) {
      return -Errno.EPERM;
    }
    boolean unlimited = process.privileged() || process.largePipes();
    if (more && !unlimited && account.wouldExceed(wanted - slots.capacity())) {
      return -Errno.EPERM;
    }
    if (wanted > MAX_RING) {
      return -Errno.ENOMEM;
    }
    if (wanted < slots.count()) {
      return -Errno.EBUSY;
    }
    account.add(wanted - slots.capacity());
    slots.setCapacity(wanted);
    writeQueue.wake(0);
    return capacityOctets();
  }

  int capacityOctets() {
    return slots.capacity() * Page.SIZE;
  }

  /** What epoll says of a read end. */
  int readiness(boolean hangupCounts) {
    return (slots.isEmpty() ? 0 : EPOLLIN) | (writers == 0 && hangupCounts ? EPOLLHUP : 0);
  }

  /** What epoll says of a write end. */
  int room() {
    return (slots.isFull() ? 0 : EPOLLOUT) | (readers == 0 ? EPOLLERR : 0);
  }

  /**
   * An end was closed: tells those of the other side if it was the last, and frees what is left.
   */
  void onClosed() {
    if ((readers == 0) != (writers == 0)) {
      readQueue.wake(0);
      writeQueue.wake(0);
    }
    forget();
  }

  /** One open file less. */
  void forget() {
    if (--files == 0) {
      while (!slots.isEmpty()) {
        drop(slots.length(0));
      }
      account.add(-slots.capacity());
    }
  }

  private int fillSlot(ByteBuffer from, int offset, int length) {
    int taken = Math.min(length, Page.SIZE);
    Page page = pool.take();
    from.get(offset, page.octets, 0, taken);
    slots.append(page, 0, taken, true);
    return taken;
  }
}
