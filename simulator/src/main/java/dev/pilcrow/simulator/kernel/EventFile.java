package dev.pilcrow.simulator.kernel;

import static dev.pilcrow.fifo.Epoll.EPOLLIN;
import static dev.pilcrow.fifo.Epoll.EPOLLOUT;

import dev.pilcrow.fifo.Errno;
import java.nio.ByteBuffer;

/** An eventfd(2) that does not block: a counter of 64 bits, unsigned. */
final class EventFile extends OpenFile {
  private static final int LENGTH = Long.BYTES;

  /** The highest count, 2^64 − 2. */
  private static final long MAX = -2;

  private static final int NON_BLOCKING_BOTH = 2 | dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;

  private final WaitQueue queue = new WaitQueue();
  private long count;

  EventFile(Inode anonymous) {
    super(anonymous, access(NON_BLOCKING_BOTH), "eventfd");
  }

  @Override
  int read(ByteBuffer to, int offset, int length, SimulatedProcess process) {
    if (length < LENGTH) {
      return -Errno.EINVAL;
    }
    if (count == 0) {
      return -Errno.EAGAIN;
    }
    to.putLong(offset, count);
    count = 0;
    queue.wake(EPOLLOUT);
    return LENGTH;
  }

  @Override
  int write(ByteBuffer from, int offset, int length, SimulatedProcess process) {
    if (length != LENGTH) {
      return -Errno.EINVAL;
    }
    long more = from.getLong(offset);
    if (more == -1) {
      return -Errno.EINVAL;
    }
    if (Long.compareUnsigned(MAX - count, more) < 0) {
      return -Errno.EAGAIN;
    }
    count += more;
    queue.wake(EPOLLIN);
    return LENGTH;
  }

  @Override
  boolean isPollable() {
    return true;
  }

  @Override
  int poll() {
    return (count != 0 ? EPOLLIN : 0) | (count != MAX ? EPOLLOUT : 0);
  }

  @Override
  void watch(EpollItem item) {
    item.watchReading(queue);
  }
}
