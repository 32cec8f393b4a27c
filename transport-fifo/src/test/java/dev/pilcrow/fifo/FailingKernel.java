package dev.pilcrow.fifo;

/** A kernel that fails the test whatever is called; tests override what they expect. */
abstract class FailingKernel implements Kernel {
  private static AssertionError unexpected(String call) {
    return new AssertionError("unexpected " + call);
  }

  @Override
  public int openAt(int dirFd, String path, int flags) {
    throw unexpected("openat");
  }

  @Override
  public int makeFifoAt(int dirFd, String path, int mode) {
    throw unexpected("mkfifoat");
  }

  @Override
  public int makeDirectory(String path, int mode) {
    throw unexpected("mkdir");
  }

  @Override
  public int unlinkAt(int dirFd, String path) {
    throw unexpected("unlinkat");
  }

  @Override
  public int removeDirectory(String path) {
    throw unexpected("rmdir");
  }

  @Override
  public int statusAt(int dirFd, String path, FileStatus out) {
    throw unexpected("fstatat");
  }

  @Override
  public int status(int fd, FileStatus out) {
    throw unexpected("fstat");
  }

  @Override
  public int close(int fd) {
    throw unexpected("close");
  }

  @Override
  public int lock(int fd) {
    throw unexpected("flock");
  }

  @Override
  public int read(int fd, NativeBuffer buffer, int offset, int length) {
    throw unexpected("read");
  }

  @Override
  public int write(int fd, NativeBuffer buffer, int offset, int length) {
    throw unexpected("write");
  }

  @Override
  public int pipe(int[] two, int flags) {
    throw unexpected("pipe2");
  }

  @Override
  public int pipeCapacity(int fd) {
    throw unexpected("fcntl");
  }

  @Override
  public int setPipeCapacity(int fd, int octets) {
    throw unexpected("fcntl");
  }

  @Override
  public int tee(int from, int to, int length) {
    throw unexpected("tee");
  }

  @Override
  public int splice(int from, int to, int length) {
    throw unexpected("splice");
  }

  @Override
  public int epollCreate() {
    throw unexpected("epoll_create1");
  }

  @Override
  public int epollControl(int epoll, int op, int fd, int events, long data) {
    throw unexpected("epoll_ctl");
  }

  @Override
  public int epollWait(int epoll, EpollEvents out, int timeoutMillis) {
    throw unexpected("epoll_wait");
  }

  @Override
  public int eventFd() {
    throw unexpected("eventfd");
  }

  @Override
  public int userId() {
    throw unexpected("geteuid");
  }

  @Override
  public long nanoTime() {
    throw unexpected("clock_gettime");
  }

  @Override
  public long randomLong() {
    throw unexpected("getentropy");
  }
}
