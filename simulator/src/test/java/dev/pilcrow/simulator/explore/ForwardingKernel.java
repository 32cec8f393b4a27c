package dev.pilcrow.simulator.explore;

import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;

/** Does nothing of its own. */
class ForwardingKernel implements Kernel {
  final Kernel kernel;

  ForwardingKernel(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public int openAt(int dirFd, String path, int flags) {
    return kernel.openAt(dirFd, path, flags);
  }

  @Override
  public int makeFifoAt(int dirFd, String path, int mode) {
    return kernel.makeFifoAt(dirFd, path, mode);
  }

  @Override
  public int makeDirectory(String path, int mode) {
    return kernel.makeDirectory(path, mode);
  }

  @Override
  public int unlinkAt(int dirFd, String path) {
    return kernel.unlinkAt(dirFd, path);
  }

  @Override
  public int removeDirectory(String path) {
    return kernel.removeDirectory(path);
  }

  @Override
  public int statusAt(int dirFd, String path, FileStatus out) {
    return kernel.statusAt(dirFd, path, out);
  }

  @Override
  public int status(int fd, FileStatus out) {
    return kernel.status(fd, out);
  }

  @Override
  public int close(int fd) {
    return kernel.close(fd);
  }

  @Override
  public int lock(int fd) {
    return kernel.lock(fd);
  }

  @Override
  public int read(int fd, NativeBuffer buffer, int offset, int length) {
    return kernel.read(fd, buffer, offset, length);
  }

  @Override
  public int write(int fd, NativeBuffer buffer, int offset, int length) {
    return kernel.write(fd, buffer, offset, length);
  }

  @Override
  public int pipe(int[] two, int flags) {
    return kernel.pipe(two, flags);
  }

  @Override
  public int pipeCapacity(int fd) {
    return kernel.pipeCapacity(fd);
  }

  @Override
  public int setPipeCapacity(int fd, int octets) {
    return kernel.setPipeCapacity(fd, octets);
  }

  @Override
  public int tee(int from, int to, int length) {
    return kernel.tee(from, to, length);
  }

  @Override
  public int splice(int from, int to, int length) {
    return kernel.splice(from, to, length);
  }

  @Override
  public int epollCreate() {
    return kernel.epollCreate();
  }

  @Override
  public int epollControl(int epoll, int op, int fd, int events, long data) {
    return kernel.epollControl(epoll, op, fd, events, data);
  }

  @Override
  public int epollWait(int epoll, EpollEvents out, int timeoutMillis) {
    return kernel.epollWait(epoll, out, timeoutMillis);
  }

  @Override
  public int eventFd() {
    return kernel.eventFd();
  }

  @Override
  public int userId() {
    return kernel.userId();
  }

  @Override
  public long nanoTime() {
    return kernel.nanoTime();
  }

  @Override
  public long randomLong() {
    return kernel.randomLong();
  }
}
