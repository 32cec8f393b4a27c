package dev.pilcrow.fifo;

/**
 * The system calls that this package is made of.
 *
 * <p><b>Results.</b> Every call that can fail returns ≥ 0, or −errno with {@code errno} one of
 * {@link Errno}; an error of the system is never an exception. Arguments that no program should
 * pass (an offset outside the buffer) are {@link IndexOutOfBoundsException}. {@code EINTR} is
 * returned like any other error, and only by calls that had no effect.
 *
 * <p><b>Descriptors</b> made by these calls are always close-on-exec.
 *
 * <p><b>Paths</b> are passed in UTF-8 whatever the locale. One that cannot be a path (it holds a
 * NUL, or half of a surrogate pair) answers −{@code EINVAL}. A relative path is looked up in the
 * directory {@code dirFd}, or in the working directory if that is {@link #AT_FDCWD}.
 *
 * <p><b>Threads.</b> Calls may be made from any thread. Descriptors are only closed by the thread
 * that owns them.
 *
 * <p>{@link NativeKernel} is the machine's own; the interface is small enough to be simulated.
 */
public interface Kernel {
  /** In place of a directory's descriptor: paths start at the working directory. */
  int AT_FDCWD = -100;

  /**
   * openat(2) without {@code O_CREAT}.
   *
   * @param flags of {@link OpenFlags}; {@code O_CLOEXEC} is added
   * @return the descriptor, or −errno
   */
  int openAt(int dirFd, String path, int flags);

  /**
   * mkfifoat(3).
   *
   * @param mode the permissions, less the process's umask
   */
  int makeFifoAt(int dirFd, String path, int mode);

  /** mkdir(2); the permissions {@code mode} less the process's umask. */
  int makeDirectory(String path, int mode);

  /** unlinkat(2) without {@code AT_REMOVEDIR}: a directory answers −{@code EISDIR}. */
  int unlinkAt(int dirFd, String path);

  /** rmdir(2): the directory must be empty. */
  int removeDirectory(String path);

  /** fstatat(2) that does not follow a symbolic link at the path's end. */
  int statusAt(int dirFd, String path, FileStatus out);

  /** fstat(2). */
  int status(int fd, FileStatus out);

  /** close(2). The descriptor is gone even if this answers an error. */
  int close(int fd);

  /**
   * flock(2) with {@code LOCK_EX|LOCK_NB}: held until the last duplicate of the descriptor is
   * closed.
   *
   * @return 0, or −{@code EAGAIN} if another open file has it
   */
  int lock(int fd);

  /**
   * read(2) into {@code buffer[offset, offset + length)}.
   *
   * @return the octets read; 0 at the end, or on a FIFO that has no writer; or −errno
   * @throws IndexOutOfBoundsException if the range is not within the buffer
   */
  int read(int fd, NativeBuffer buffer, int offset, int length);

  /**
   * write(2) from {@code buffer[offset, offset + length)}.
   *
   * @return the octets written, or −errno; −{@code EPIPE} without a signal when nobody reads
   * @throws IndexOutOfBoundsException if the range is not within the buffer
   */
  int write(int fd, NativeBuffer buffer, int offset, int length);

  /**
   * pipe2(2).
   *
   * @param two receives the read end at 0, the write end at 1
   * @param flags 0 or {@link OpenFlags#O_NONBLOCK}; {@code O_CLOEXEC} is added
   */
  int pipe(int[] two, int flags);

  /**
   * fcntl(2) {@code F_GETPIPE_SZ}: a pipe's room in octets, if written in whole pages; −{@code
   * ENOSYS} where the system does not tell.
   */
  int pipeCapacity(int fd);

  /**
   * fcntl(2) {@code F_SETPIPE_SZ}.
   *
   * @return the capacity set, at least {@code octets}; or −errno, {@code ENOSYS} where the system
   *     has no such call
   */
  int setPipeCapacity(int fd, int octets);

  /**
   * tee(2) with {@code SPLICE_F_NONBLOCK}: links what one pipe holds into another pipe, without
   * taking it out of the first and without copying.
   *
   * @param from a pipe's read end
   * @param to another pipe's write end
   * @param length octets at most
   * @return the octets linked, or −errno; −{@code EAGAIN} if the one holds nothing or the other
   *     takes nothing
   */
  int tee(int from, int to, int length);

  /**
   * splice(2) with {@code SPLICE_F_NONBLOCK}: moves what a pipe holds to another descriptor.
   *
   * @param from a pipe's read end
   * @return the octets moved, or −errno
   */
  int splice(int from, int to, int length);

  /** epoll_create1(2). */
  int epollCreate();

  /**
   * epoll_ctl(2).
   *
   * @param op of {@link Epoll}
   * @param events bits of {@link Epoll}
   * @param data comes back with each event
   * @return 0 or −errno; −{@code EPERM} for a file that cannot be polled, such as a regular one
   */
  int epollControl(int epoll, int op, int fd, int events, long data);

  /**
   * epoll_wait(2).
   *
   * @param timeoutMillis 0 returns at once, −1 waits for ever
   * @return how many events of {@code out} are filled; 0 when the time is over
   */
  int epollWait(int epoll, EpollEvents out, int timeoutMillis);

  /** eventfd(2), not blocking, counting from 0. */
  int eventFd();

  /** geteuid(2): the user that files made here belong to. */
  int userId();

  /** A clock that only runs forward, from an arbitrary origin, as {@link System#nanoTime}. */
  long nanoTime();

  /** 64 unpredictable bits from the kernel's random source. */
  long randomLong();
}
