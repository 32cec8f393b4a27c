package dev.pilcrow.simulator.explore;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenFlags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Transports that break a promise each, below a hub that is right; how many preemptions it takes to
 * see it, and how many moves where two are allowed.
 */
enum WrongKernel {
  WAITS_FOR_READERS("ProgramFailed", 0, 3),
  NEVER_CLOSES("DescriptorLeaked", 0, 3),
  FORGETS_WHO_BROKE_THE_PIPE("Stuck", 1, 3);

  final String promise;
  final int preemptions;
  final int moves;

  WrongKernel(String promise, int preemptions, int moves) {
    this.promise = promise;
    this.preemptions = preemptions;
    this.moves = moves;
  }

  /** What makes a right kernel this one. */
  Kernel between(Kernel to) {
    return switch (this) {
      case WAITS_FOR_READERS -> new WaitsForReaders(to);
      case NEVER_CLOSES -> new NeverCloses(to);
      case FORGETS_WHO_BROKE_THE_PIPE -> new Forgets(to);
    };
  }

  /** Opens a FIFO for writing as a shell does. */
  private static final class WaitsForReaders extends ForwardingKernel {
    WaitsForReaders(Kernel to) {
      super(to);
    }

    @Override
    public int openAt(int dirFd, String path, int flags) {
      boolean writes = (flags & OpenFlags.O_WRONLY) != 0;
      return kernel.openAt(dirFd, path, writes ? flags & ~OpenFlags.O_NONBLOCK : flags);
    }
  }

  private static final class NeverCloses extends ForwardingKernel {
    NeverCloses(Kernel to) {
      super(to);
    }

    @Override
    public int close(int fd) {
      return 0;
    }
  }

  /**
   * Who is gone when something is written to it is not told: the poller will tell, it thinks; and
   * does not tell of those of whom writing has told.
   */
  private static final class Forgets extends ForwardingKernel {
    private final Map<Long, Integer> descriptors = new HashMap<>();
    private final Set<Integer> broken = new HashSet<>();

    Forgets(Kernel to) {
      super(to);
    }

    @Override
    public int write(int fd, NativeBuffer buffer, int offset, int length) {
      int result = kernel.write(fd, buffer, offset, length);
      if (result == -Errno.EPIPE) {
        broken.add(fd);
        return length;
      }
      return result;
    }

    @Override
    public int epollControl(int epoll, int op, int fd, int events, long data) {
      if (op == Epoll.CTL_ADD) {
        descriptors.put(data, fd);
      }
      return kernel.epollControl(epoll, op, fd, events, data);
    }

    @Override
    public int epollWait(int epoll, EpollEvents out, int timeoutMillis) {
      int found = kernel.epollWait(epoll, out, timeoutMillis);
      for (int i = 0; i < found; i++) {
        if (broken.contains(descriptors.get(out.data(i)))) {
          out.set(i, 0, out.data(i));
        }
      }
      return found;
    }
  }
}
