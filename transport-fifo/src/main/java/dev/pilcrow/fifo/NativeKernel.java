package dev.pilcrow.fifo;

import static com.kenai.jffi.Type.POINTER;
import static com.kenai.jffi.Type.SINT32;
import static com.kenai.jffi.Type.SINT64;
import static com.kenai.jffi.Type.UINT32;
import static com.kenai.jffi.Type.UINT64;

import java.lang.ref.Reference;
import java.util.Objects;

/**
 * The machine's own kernel.
 *
 * <p>Made for Linux. Elsewhere the calls that every POSIX system has are bound too, untested; a
 * pipe's capacity answers −{@code ENOSYS}, the others that only Linux has (epoll, eventfd, tee)
 * throw {@link UnsupportedOperationException}. HotSpot ignores SIGPIPE, so a broken pipe is an
 * errno like any other. Nothing is allocated by read, write and epollWait. May be used by any
 * number of threads.
 */
public final class NativeKernel implements Kernel {
  private static final int LOCK_EX_NB = 2 | 4;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int F_GETPIPE_SZ = 1032;
  private static final int SPLICE_F_NONBLOCK = 2;
  private static final long NULL = 0;

  private static final NativeCall OPENAT =
      NativeCall.bind("openat", SINT32, SINT32, POINTER, SINT32);
  private static final NativeCall MKFIFOAT =
      NativeCall.bind("mkfifoat", SINT32, SINT32, POINTER, UINT32);
  private static final NativeCall MKDIR = NativeCall.bind("mkdir", SINT32, POINTER, UINT32);
  private static final NativeCall UNLINKAT =
      NativeCall.bind("unlinkat", SINT32, SINT32, POINTER, SINT32);
  private static final NativeCall RMDIR = NativeCall.bind("rmdir", SINT32, POINTER);
  private static final NativeCall CLOSE = NativeCall.bind("close", SINT32, SINT32);
  private static final NativeCall FLOCK = NativeCall.bind("flock", SINT32, SINT32, SINT32);
  private static final NativeCall READ = NativeCall.bind("read", SINT64, SINT32, POINTER, UINT64);
  private static final NativeCall WRITE = NativeCall.bind("write", SINT64, SINT32, POINTER, UINT64);
  private static final NativeCall PIPE2 = NativeCall.bind("pipe2", SINT32, POINTER, SINT32);
  private static final NativeCall FCNTL = NativeCall.bind("fcntl", SINT32, SINT32, SINT32, SINT32);
  private static final NativeCall TEE =
      NativeCall.bind("tee", SINT64, SINT32, SINT32, UINT64, UINT32);
  private static final NativeCall SPLICE =
      NativeCall.bind("splice", SINT64, SINT32, POINTER, SINT32, POINTER, UINT64, UINT32);
  private static final NativeCall EPOLL_CREATE1 = NativeCall.bind("epoll_create1", SINT32, SINT32);
  private static final NativeCall EPOLL_CTL =
      NativeCall.bind("epoll_ctl", SINT32, SINT32, SINT32, SINT32, POINTER);
  private static final NativeCall EPOLL_WAIT =
      NativeCall.bind("epoll_wait", SINT32, SINT32, POINTER, SINT32, SINT32);
  private static final NativeCall EVENTFD = NativeCall.bind("eventfd", SINT32, UINT32, SINT32);
  private static final NativeCall GETEUID = NativeCall.bind("geteuid", UINT32);
  private static final NativeCall GETENTROPY =
      NativeCall.bind("getentropy", SINT32, POINTER, UINT64);

  /**
   * @throws UnsupportedOperationException on a system that is not POSIX
   */
  public NativeKernel() {
    Platform.requirePosix();
  }

  @Override
  public int openAt(int dirFd, String path, int flags) {
    Scratch scratch = Scratch.get();
    int result = scratch.setPath(path);
    return result < 0
        ? result
        : OPENAT.call(
            Platform.directory(dirFd),
            scratch.pathAddress(),
            Platform.openFlags(flags | OpenFlags.O_CLOEXEC));
  }

  @Override
  public int makeFifoAt(int dirFd, String path, int mode) {
    Scratch scratch = Scratch.get();
    int result = scratch.setPath(path);
    return result < 0
        ? result
        : MKFIFOAT.call(Platform.directory(dirFd), scratch.pathAddress(), mode);
  }

  @Override
  public int makeDirectory(String path, int mode) {
    Scratch scratch = Scratch.get();
    int result = scratch.setPath(path);
    return result < 0 ? result : MKDIR.call(scratch.pathAddress(), mode);
  }

  @Override
  public int unlinkAt(int dirFd, String path) {
    Scratch scratch = Scratch.get();
    int result = scratch.setPath(path);
    return result < 0 ? result : UNLINKAT.call(Platform.directory(dirFd), scratch.pathAddress(), 0);
  }

  @Override
  public int removeDirectory(String path) {
    Scratch scratch = Scratch.get();
    int result = scratch.setPath(path);
    return result < 0 ? result : RMDIR.call(scratch.pathAddress());
  }

  @Override
  public int statusAt(int dirFd, String path, FileStatus out) {
    Scratch scratch = Scratch.get();
    int result = scratch.setPath(path);
    return result < 0 ? result : NativeStatus.ofName(Platform.directory(dirFd), scratch, out);
  }

  @Override
  public int status(int fd, FileStatus out) {
    return NativeStatus.ofDescriptor(fd, Scratch.get(), out);
  }

  @Override
  public int close(int fd) {
    return CLOSE.call(fd);
  }

  @Override
  public int lock(int fd) {
    return FLOCK.call(fd, LOCK_EX_NB);
  }

  @Override
  public int read(int fd, NativeBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    try {
      return READ.call(fd, buffer.address() + offset, length);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  @Override
  public int write(int fd, NativeBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    try {
      return WRITE.call(fd, buffer.address() + offset, length);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  @Override
  public int pipe(int[] two, int flags) {
    if (!Platform.IS_LINUX) {
      return PortablePipe.open(two, flags);
    }
    Scratch scratch = Scratch.get();
    int result = PIPE2.call(scratch.structAddress(), flags | OpenFlags.O_CLOEXEC);
    if (result >= 0) {
      two[0] = scratch.getInt(0);
      two[1] = scratch.getInt(Integer.BYTES);
    }
    return result;
  }

  @Override
  public int pipeCapacity(int fd) {
    return Platform.IS_LINUX ? FCNTL.call(fd, F_GETPIPE_SZ, 0) : -Errno.ENOSYS;
  }

  @Override
  public int setPipeCapacity(int fd, int octets) {
    return Platform.IS_LINUX ? FCNTL.call(fd, F_SETPIPE_SZ, octets) : -Errno.ENOSYS;
  }

  @Override
  public int tee(int from, int to, int length) {
    return TEE.call(from, to, length, SPLICE_F_NONBLOCK);
  }

  @Override
  public int splice(int from, int to, int length) {
    return SPLICE.call(from, NULL, to, NULL, length, SPLICE_F_NONBLOCK);
  }

  @Override
  public int epollCreate() {
    return EPOLL_CREATE1.call(OpenFlags.O_CLOEXEC);
  }

  @Override
  public int epollControl(int epoll, int op, int fd, int events, long data) {
    Scratch scratch = Scratch.get();
    scratch.putInt(0, events);
    scratch.putLong(EpollEvents.DATA_OFFSET, data);
    return EPOLL_CTL.call(epoll, op, fd, scratch.structAddress());
  }

  @Override
  public int epollWait(int epoll, EpollEvents out, int timeoutMillis) {
    try {
      return EPOLL_WAIT.call(epoll, out.buffer().address(), out.max(), timeoutMillis);
    } finally {
      Reference.reachabilityFence(out);
    }
  }

  @Override
  public int eventFd() {
    return EVENTFD.call(0, OpenFlags.O_NONBLOCK | OpenFlags.O_CLOEXEC);
  }

  @Override
  public int userId() {
    return GETEUID.call();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long randomLong() {
    Scratch scratch = Scratch.get();
    int result = GETENTROPY.call(scratch.structAddress(), Long.BYTES);
    if (result < 0) {
      throw new IllegalStateException("no random octets: " + Errno.text(-result));
    }
    return scratch.getLong(0);
  }
}
