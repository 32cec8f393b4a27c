package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenFlags;
import dev.pilcrow.simulator.choice.SeededChoices;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One process on a {@link SimulatedKernel}: its descriptors, and the {@link Kernel} that its code
 * is given.
 *
 * <p>Each call passes the process's {@link CallGate}. Descriptors are numbered from 0: nothing is
 * inherited, but {@link #handOver} gives a process what another one has opened.
 *
 * <p>A call by a process that is dead throws {@link ProcessKilled}.
 */
public final class SimulatedProcess extends GatedProcess implements Kernel {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int PIPE_FLAGS = OpenFlags.O_NONBLOCK | OpenFlags.O_CLOEXEC;

  private final SimulatedKernel machine;
  private final int number;
  private final ProcessOptions options;
  private final transient SeededChoices random;
  private final DescriptorTable descriptors;
  private final FileOpener opener;
  private @Nullable EpollFile firstEpoll;

  SimulatedProcess(
      SimulatedKernel machine,
      int number,
      String name,
      ProcessOptions options,
      CallGate gate,
      SeededChoices random) {
    super(name, gate);
    this.machine = machine;
    this.number = number;
    this.options = options;
    this.random = random;
    this.descriptors = new DescriptorTable(options.descriptorLimit());
    this.opener = new FileOpener(machine, this);
  }

  /** How many processes were started on the machine before it. */
  public int number() {
    return number;
  }

  /** The machine that it runs on. */
  public SimulatedKernel machine() {
    return machine;
  }

  /**
   * Ends the process, as by {@code kill -9} or by its exit: closes all its descriptors in the order
   * of their numbers, and with them its locks. Gates are not asked. A second call does nothing.
   *
   * <p>A process that is in the middle of a call must not come back from it: its gate throws {@link
   * ProcessKilled}.
   */
  public void kill() {
    onKilled();
    opener.abandon();
    for (int fd = descriptors.next(0); fd >= 0; fd = descriptors.next(fd + 1)) {
      closeNow(fd);
    }
  }

  /** Whether a wait at one of its epolls would find something. */
  public boolean hasEvents() {
    EpollFile epoll = firstEpoll;
    while (epoll != null && !epoll.hasEvents()) {
      epoll = epoll.nextOfProcess;
    }
    return epoll != null;
  }

  /** The number of the inode that a descriptor stands for; -1 if it is not open. */
  public long inodeNumber(int fd) {
    OpenFile file = descriptors.get(fd);
    return file == null ? -1 : file.inode.number;
  }

  /** Whether a descriptor stands for the inode of that number. */
  public boolean hasOpen(long inodeNumber) {
    for (int fd = descriptors.next(0); fd >= 0; fd = descriptors.next(fd + 1)) {
      if (inodeNumber(fd) == inodeNumber) {
        return true;
      }
    }
    return false;
  }

  /** Whether a descriptor is an end of a pipe or of a FIFO. */
  public boolean isPipe(int fd) {
    return descriptors.get(fd) instanceof PipeEnd;
  }

  /** How many descriptors are open. */
  public int openDescriptors() {
    return descriptors.count();
  }

  /** What a descriptor was opened as, such as its path; null if it is not open. */
  public @Nullable String describe(int fd) {
    OpenFile file = descriptors.get(fd);
    return file == null ? null : file.toString();
  }

  /**
   * Gives a descriptor away, as a shell gives a process its standard input. It is the other's then,
   * and no longer this one's.
   *
   * @return its number there, the lowest that is free
   * @throws IllegalArgumentException if it is not open, is watched by an epoll, or the other has
   *     room for no more
   */
  public int handOver(int fd, SimulatedProcess to) {
    OpenFile file = descriptors.get(fd);
    if (file == null || file.items != null || !to.descriptors.hasRoom(1)) {
      throw new IllegalArgumentException(
          "descriptor " + fd + " cannot be handed over: it must be open, watched by no epoll");
    }
    descriptors.remove(fd);
    return to.descriptors.add(file);
  }

  @Override
  public int openAt(int dirFd, String path, int flags) {
    int result = enterPath(SystemCall.OPEN, dirFd, path, flags);
    if (result >= 0) {
      result = opener.open(dirFd, path, flags);
    }
    return leave(SystemCall.OPEN, result);
  }

  @Override
  public int makeFifoAt(int dirFd, String path, int mode) {
    int result = enterPath(SystemCall.MAKE_FIFO, dirFd, path, mode);
    if (result >= 0) {
      result = opener.start(dirFd, path);
    }
    if (result >= 0) {
      result = machine.tree.makeFifo(this, opener.directory(), path, mode);
    }
    return leave(SystemCall.MAKE_FIFO, result);
  }

  @Override
  public int makeDirectory(String path, int mode) {
    int result = enterPath(SystemCall.MAKE_DIRECTORY, AT_FDCWD, path, mode);
    if (result >= 0) {
      result = opener.start(AT_FDCWD, path);
    }
    if (result >= 0) {
      result = machine.tree.makeDirectory(this, opener.directory(), path, mode);
    }
    return leave(SystemCall.MAKE_DIRECTORY, result);
  }

  @Override
  public int unlinkAt(int dirFd, String path) {
    int result = enterPath(SystemCall.UNLINK, dirFd, path, 0);
    if (result >= 0) {
      result = opener.start(dirFd, path);
    }
    if (result >= 0) {
      result = machine.tree.unlink(this, opener.directory(), path);
    }
    return leave(SystemCall.UNLINK, result);
  }

  @Override
  public int removeDirectory(String path) {
    int result = enterPath(SystemCall.REMOVE_DIRECTORY, AT_FDCWD, path, 0);
    if (result >= 0) {
      result = opener.start(AT_FDCWD, path);
    }
    if (result >= 0) {
      result = machine.tree.removeDirectory(this, opener.directory(), path);
    }
    return leave(SystemCall.REMOVE_DIRECTORY, result);
  }

  @Override
  public int statusAt(int dirFd, String path, FileStatus out) {
    int result = enterPath(SystemCall.STATUS_AT, dirFd, path, 0);
    if (result >= 0) {
      result = opener.start(dirFd, path);
    }
    if (result >= 0) {
      result = machine.tree.describe(this, opener.directory(), path, out);
    }
    return leave(SystemCall.STATUS_AT, result);
  }

  @Override
  public int status(int fd, FileStatus out) {
    int result = enter(SystemCall.STATUS, fd, -1, 0, 0);
    if (result >= 0) {
      OpenFile file = descriptors.get(fd);
      if (file == null) {
        result = -Errno.EBADF;
      } else {
        file.inode.describe(out);
      }
    }
    return leave(SystemCall.STATUS, result);
  }

  @Override
  public int close(int fd) {
    int refused = enter(SystemCall.CLOSE, fd, -1, 0, 0);
    int result = descriptors.get(fd) == null ? -Errno.EBADF : closeNow(fd);
    return leave(SystemCall.CLOSE, refused < 0 ? refused : result);
  }

  @Override
  public int lock(int fd) {
    int result = enter(SystemCall.LOCK, fd, -1, 0, 0);
    if (result >= 0) {
      OpenFile file = descriptors.get(fd);
      result = file == null ? -Errno.EBADF : file.lock();
    }
    return leave(SystemCall.LOCK, result);
  }

  @Override
  public int read(int fd, NativeBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    int result = enterTransfer(SystemCall.READ, fd, buffer, offset, length);
    if (result >= 0) {
      OpenFile file = descriptors.get(fd);
      result =
          file == null || !file.mayRead()
              ? -Errno.EBADF
              : file.read(buffer.bytes(), offset, length, this);
    }
    return leave(SystemCall.READ, result);
  }

  @Override
  public int write(int fd, NativeBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    int result = enterTransfer(SystemCall.WRITE, fd, buffer, offset, length);
    if (result >= 0) {
      OpenFile file = descriptors.get(fd);
      result =
          file == null || !file.mayWrite()
              ? -Errno.EBADF
              : file.write(buffer.bytes(), offset, length, this);
    }
    return leave(SystemCall.WRITE, result);
  }

  @Override
  public int pipe(int[] two, int flags) {
    int result = enter(SystemCall.PIPE, -1, -1, 0, flags);
    if (result >= 0) {
      result = (flags & ~PIPE_FLAGS) != 0 ? -Errno.EINVAL : opener.pipe(two, flags);
    }
    return leave(SystemCall.PIPE, result);
  }

  @Override
  public int pipeCapacity(int fd) {
    int result = enter(SystemCall.PIPE_CAPACITY, fd, -1, 0, 0);
    if (result >= 0) {
      result =
          descriptors.get(fd) instanceof PipeEnd end ? end.pipe.capacityOctets() : -Errno.EBADF;
    }
    return leave(SystemCall.PIPE_CAPACITY, result);
  }

  @Override
  public int setPipeCapacity(int fd, int octets) {
    int result = enter(SystemCall.SET_PIPE_CAPACITY, fd, -1, octets, 0);
    if (result >= 0) {
      result =
          descriptors.get(fd) instanceof PipeEnd end
              ? end.pipe.setCapacity(octets, options)
              : -Errno.EBADF;
    }
    return leave(SystemCall.SET_PIPE_CAPACITY, result);
  }

  @Override
  public int tee(int from, int to, int length) {
    requireLength(length);
    int result = enter(SystemCall.TEE, from, to, length, 0);
    if (result >= 0 && length > 0) {
      OpenFile in = descriptors.get(from);
      OpenFile out = descriptors.get(to);
      result = in == null || out == null ? -Errno.EBADF : PipeLinks.tee(in, out, length);
    }
    return leave(SystemCall.TEE, result);
  }

  @Override
  public int splice(int from, int to, int length) {
    requireLength(length);
    int result = enter(SystemCall.SPLICE, from, to, length, 0);
    if (result >= 0 && length > 0) {
      OpenFile in = descriptors.get(from);
      OpenFile out = descriptors.get(to);
      result = in == null || out == null ? -Errno.EBADF : PipeLinks.splice(in, out, length);
    }
    return leave(SystemCall.SPLICE, result);
  }

  @Override
  public int epollCreate() {
    int result = enter(SystemCall.EPOLL_CREATE, -1, -1, 0, 0);
    if (result >= 0) {
      result = descriptors.hasRoom(1) ? addEpoll() : -Errno.EMFILE;
    }
    return leave(SystemCall.EPOLL_CREATE, result);
  }

  @Override
  public int epollControl(int epoll, int op, int fd, int events, long data) {
    int result = enter(SystemCall.EPOLL_CONTROL, epoll, fd, 0, op);
    if (result >= 0) {
      OpenFile watcher = descriptors.get(epoll);
      OpenFile file = descriptors.get(fd);
      if (watcher == null || file == null) {
        result = -Errno.EBADF;
      } else if (!file.isPollable()) {
        result = -Errno.EPERM;
      } else {
        result =
            watcher instanceof EpollFile epollFile && watcher != file
                ? epollFile.control(op, file, events, data)
                : -Errno.EINVAL;
      }
    }
    return leave(SystemCall.EPOLL_CONTROL, result);
  }

  @Override
  public int epollWait(int epoll, EpollEvents out, int timeoutMillis) {
    int result = enter(SystemCall.EPOLL_WAIT, epoll, -1, timeoutMillis, 0);
    if (result >= 0) {
      OpenFile file = descriptors.get(epoll);
      if (file instanceof EpollFile epollFile) {
        result = await(epollFile, out, timeoutMillis);
      } else {
        result = file == null ? -Errno.EBADF : -Errno.EINVAL;
      }
    }
    return leave(SystemCall.EPOLL_WAIT, result);
  }

  @Override
  public int eventFd() {
    int result = enter(SystemCall.EVENT_FD, -1, -1, 0, 0);
    if (result >= 0) {
      result =
          descriptors.hasRoom(1)
              ? descriptors.add(new EventFile(machine.anonymous))
              : -Errno.EMFILE;
    }
    return leave(SystemCall.EVENT_FD, result);
  }

  @Override
  public int userId() {
    return options.userId();
  }

  @Override
  public long nanoTime() {
    return machine.nanoTime();
  }

  @Override
  public long randomLong() {
    return random.nextLong();
  }

  @Override
  SimulatedProcess self() {
    return this;
  }

  boolean isPrivileged() {
    return options.privileged();
  }

  int umask() {
    return options.umask();
  }

  DescriptorTable descriptors() {
    return descriptors;
  }

  void forget(EpollFile epoll) {
    if (firstEpoll == epoll) {
      firstEpoll = epoll.nextOfProcess;
      return;
    }
    EpollFile before = firstEpoll;
    while (before != null && before.nextOfProcess != epoll) {
      before = before.nextOfProcess;
    }
    if (before != null) {
      before.nextOfProcess = epoll.nextOfProcess;
    }
  }

  private int addEpoll() {
    EpollFile epoll = new EpollFile(machine.anonymous, this);
    epoll.nextOfProcess = firstEpoll;
    firstEpoll = epoll;
    return descriptors.add(epoll);
  }

  private int await(EpollFile epoll, EpollEvents out, int timeoutMillis) {
    int found = epoll.collect(out);
    if (found > 0 || timeoutMillis == 0) {
      return found;
    }
    long until =
        timeoutMillis < 0 ? Long.MAX_VALUE : machine.nanoTime() + timeoutMillis * NANOS_PER_MILLI;
    boolean again = true;
    while (again && found == 0 && machine.nanoTime() < until) {
      again = sleep(SystemCall.EPOLL_WAIT, until);
      found = epoll.collect(out);
    }
    boolean interrupted = found == 0 && machine.nanoTime() < until;
    return interrupted ? -Errno.EINTR : found;
  }

  private int closeNow(int fd) {
    OpenFile file = descriptors.get(fd);
    descriptors.remove(fd);
    if (file != null) {
      file.close(machine.tree);
    }
    return 0;
  }

  private static void requireLength(int length) {
    if (length < 0) {
      throw new IndexOutOfBoundsException("length " + length);
    }
  }
}
