package dev.pilcrow.fifo;

import com.kenai.jffi.LastError;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;

/**
 * The poller for systems without epoll: jnr-enxio's selector waits, in poll(2), and a poll(2) of
 * our own over those that it found says what they are ready for.
 *
 * <p>The selector alone would not do. Each of its faults is kept out here, and {@code
 * EnxioPollerTest} reproduces each:
 *
 * <ul>
 *   <li><em>A busy loop on POLLHUP and POLLERR:</em> it reports them as whatever the interest is,
 *       so as nothing when there is none, for ever, and nobody learns why. Here {@link ReadyProbe}
 *       tells.
 *   <li><em>A descriptor closed while watched</em> is reported likewise, for ever. Here it is
 *       forgotten, as epoll does.
 *   <li><em>wakeup() writes into a closed descriptor,</em> which may be another file by then,
 *       <em>and blocks</em> once its pipe is full. Here {@link Wakeup} wakes; the selector's own is
 *       not used.
 *   <li><em>An interrupted thread</em> makes every select return at once. Here, as with epoll, an
 *       interrupt does not end the waiting, and stays set.
 *   <li><em>Its channels</em> take end-of-file for granted when a FIFO has no writer yet, throw on
 *       EAGAIN, and set O_NONBLOCK on what they are given. Here {@link EnxioChannel} can neither
 *       read nor write nor touch its descriptor's flags.
 *   <li><em>Its own descriptors</em> are inherited by child processes; {@link EnxioSelector} ends
 *       that.
 * </ul>
 *
 * <p>A pass costs time in proportion to all descriptors, and allocates: that is the selector's
 * nature. With one of 1, 100, 1,000 descriptors ready it took 2.5, 8.6, 72 µs and 168 octets of
 * heap; {@link EpollPoller} 1.0 µs and none.
 */
public final class EnxioPoller implements Poller {
  private static final long WAKEUP_KEY = -1;

  private final Kernel kernel;
  private final Selector selector;
  private final Wakeup wakeup;
  private final Map<Integer, SelectionKey> watched = new HashMap<>();
  private final ReadyProbe probe = new ReadyProbe();
  private boolean closed;

  /**
   * @param kernel the machine's own: the selector knows no other
   * @throws SystemCallException if there are no more descriptors to be had
   */
  public EnxioPoller(Kernel kernel) throws SystemCallException {
    this.kernel = kernel;
    int[] pipe = new int[2];
    SystemCallException.check(kernel.pipe(pipe, OpenFlags.O_NONBLOCK), "pipe", "poller");
    this.wakeup = Wakeup.overPipe(kernel, pipe);
    try {
      this.selector = EnxioSelector.open();
    } catch (SystemCallException e) {
      wakeup.close();
      throw e;
    }
    watch(pipe[0], READ, WAKEUP_KEY);
  }

  @Override
  public int add(int fd, int interest, long key) {
    requireOpen(key);
    FileStatus status = new FileStatus();
    int result = kernel.status(fd, status);
    if (result < 0) {
      return result;
    }
    if (status.isRegular() || status.isDirectory()) {
      return -Errno.EPERM;
    }
    if (watched.containsKey(fd)) {
      return -Errno.EEXIST;
    }
    watch(fd, interest, key);
    return 0;
  }

  @Override
  public int modify(int fd, int interest, long key) {
    requireOpen(key);
    SelectionKey watch = watched.get(fd);
    if (watch == null) {
      return -Errno.ENOENT;
    }
    watch.interestOps(toOps(interest));
    watch.attach(key);
    return 0;
  }

  @Override
  public int remove(int fd) {
    requireOpen(0);
    SelectionKey watch = watched.remove(fd);
    if (watch == null) {
      return -Errno.ENOENT;
    }
    watch.cancel();
    return 0;
  }

  @Override
  public int poll(long timeoutNanos, ReadySink sink) {
    requireOpen(0);
    int found = select(EpollPoller.toMillis(timeoutNanos));
    if (found < 0) {
      int errno = Platform.errno(LastError.getInstance().get());
      return errno == Errno.EINTR ? 0 : -errno;
    }
    probe.clear();
    for (SelectionKey watch : selector.selectedKeys()) {
      probe.add(descriptor(watch), watch);
    }
    selector.selectedKeys().clear();
    return tell(probe.ask(), sink);
  }

  @Override
  public void wakeup() {
    wakeup.wake();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      watched.clear();
      try {
        selector.close();
      } catch (IOException e) {
        throw new IllegalStateException("the selector's own pipe was closed by somebody else", e);
      } finally {
        wakeup.close();
      }
    }
  }

  /**
   * A channel of its own each time: a selector goes on with a cancelled key if it sees one again.
   */
  private void watch(int fd, int interest, long key) {
    watched.put(fd, new EnxioChannel(fd).watchedBy(selector, toOps(interest), key));
  }

  private int select(int timeoutMillis) {
    boolean interrupted = Thread.interrupted();
    try {
      return switch (timeoutMillis) {
        case -1 -> selector.select();
        case 0 -> selector.selectNow();
        default -> selector.select(timeoutMillis);
      };
    } catch (IOException e) {
      throw new IllegalStateException("the selector's own pipe was closed by somebody else", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int tell(int count, ReadySink sink) {
    int told = 0;
    for (int i = 0; i < count; i++) {
      SelectionKey watch = probe.watch(i);
      int ready = probe.ready(i);
      if (probe.isClosed(i)) {
        watched.remove(descriptor(watch), watch);
        watch.cancel();
      } else if (ready != 0) {
        long key = (Long) watch.attachment();
        if (key == WAKEUP_KEY) {
          wakeup.onReady();
        } else {
          sink.onReady(key, ready);
          told++;
        }
      }
    }
    return told;
  }

  private void requireOpen(long key) {
    if (closed) {
      throw new IllegalStateException("the poller is closed");
    }
    if (key < 0) {
      throw new IllegalArgumentException("key " + key);
    }
  }

  private static int descriptor(SelectionKey watch) {
    return ((EnxioChannel) watch.channel()).getFD();
  }

  private static int toOps(int interest) {
    return ((interest & READ) != 0 ? SelectionKey.OP_READ : 0)
        | ((interest & WRITE) != 0 ? SelectionKey.OP_WRITE : 0);
  }
}
