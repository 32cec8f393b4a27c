package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The real kernel, as one process uses it, telling which lines it writes into files that it opened.
 */
final class DemoKernel implements Kernel {
  private final Kernel real;
  private final String process;
  private final Watcher watcher;
  private final Map<Integer, String> names = new HashMap<>();

  /** Is told of each line that was written. */
  interface Watcher {
    void wrote(String process, String file, String line);
  }

  /**
   * @param process who makes the calls, for the watcher
   */
  DemoKernel(Kernel real, String process, Watcher watcher) {
    this.real = real;
    this.process = process;
    this.watcher = watcher;
  }

  @Override
  public int openAt(int dirFd, String path, int flags) {
    int result = real.openAt(dirFd, path, flags);
    if (result >= 0) {
      names.put(result, path);
    }
    return result;
  }

  @Override
  public int close(int fd) {
    names.remove(fd);
    return real.close(fd);
  }

  @Override
  public int write(int fd, NativeBuffer buffer, int offset, int length) {
    int result = real.write(fd, buffer, offset, length);
    String name = names.get(fd);
    if (result > 0 && name != null) {
      byte[] octets = new byte[result];
      buffer.bytes().get(offset, octets);
      for (String line : new String(octets, UTF_8).split("\n", -1)) {
        if (!line.isEmpty()) {
          watcher.wrote(process, name, line);
        }
      }
    }
    return result;
  }

  @Override
  public int makeFifoAt(int dirFd, String path, int mode) {
    return real.makeFifoAt(dirFd, path, mode);
  }

  @Override
  public int makeDirectory(String path, int mode) {
    return real.makeDirectory(path, mode);
  }

  @Override
  public int unlinkAt(int dirFd, String path) {
    return real.unlinkAt(dirFd, path);
  }

  @Override
  public int removeDirectory(String path) {
    return real.removeDirectory(path);
  }

  @Override
  public int statusAt(int dirFd, String path, FileStatus out) {
    return real.statusAt(dirFd, path, out);
  }

  @Override
  public int status(int fd, FileStatus out) {
    return real.status(fd, out);
  }

  @Override
  public int lock(int fd) {
    return real.lock(fd);
  }

  @Override
  public int read(int fd, NativeBuffer buffer, int offset, int length) {
    return real.read(fd, buffer, offset, length);
  }

  @Override
  public int pipe(int[] two, int flags) {
    return real.pipe(two, flags);
  }

  @Override
  public int pipeCapacity(int fd) {
    return real.pipeCapacity(fd);
  }

  @Override
  public int setPipeCapacity(int fd, int octets) {
    return real.setPipeCapacity(fd, octets);
  }

  @Override
  public int tee(int from, int to, int length) {
    return real.tee(from, to, length);
  }

  @Override
  public int splice(int from, int to, int length) {
    return real.splice(from, to, length);
  }

  @Override
  public int epollCreate() {
    return real.epollCreate();
  }

  @Override
  public int epollControl(int epoll, int op, int fd, int events, long data) {
    return real.epollControl(epoll, op, fd, events, data);
  }

  @Override
  public int epollWait(int epoll, EpollEvents out, int timeoutMillis) {
    return real.epollWait(epoll, out, timeoutMillis);
  }

  @Override
  public int eventFd() {
    return real.eventFd();
  }

  @Override
  public int userId() {
    return real.userId();
  }

  @Override
  public long nanoTime() {
    return real.nanoTime();
  }

  @Override
  public long randomLong() {
    return real.randomLong();
  }
}
