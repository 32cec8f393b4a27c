package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.simulator.choice.SeededChoices;
import java.util.TreeSet;

/**
 * A participant's own share of a kernel: its descriptors are known, so that it can be killed, and
 * seen to have closed all of them, within a process that others share with it; its calls are
 * counted, so that it is known when nobody has anything to do.
 */
final class ScenarioProcess implements Kernel {
  private final String name;
  private final Kernel kernel;
  private final SeededChoices random;
  private final TreeSet<Integer> descriptors = new TreeSet<>();
  private long calls;

  /**
   * @param random what is random in it, so that tokens are the same on all kernels
   */
  ScenarioProcess(String name, Kernel kernel, SeededChoices random) {
    this.name = name;
    this.random = random;
    this.kernel = kernel;
  }

  /** Whose it is. */
  String name() {
    return name;
  }

  /** How many calls it has made, but for those that only asked what is ready. */
  long calls() {
    return calls;
  }

  /** How many descriptors it has open. */
  int openDescriptors() {
    return descriptors.size();
  }

  /** Closes all of them, in their order, as the system does when a process ends. */
  void kill() {
    for (Integer fd; (fd = descriptors.pollFirst()) != null; ) {
      kernel.close(fd);
    }
  }

  @Override
  public int openAt(int dirFd, String path, int flags) {
    return opened(kernel.openAt(dirFd, path, flags));
  }

  @Override
  public int makeFifoAt(int dirFd, String path, int mode) {
    return counted(kernel.makeFifoAt(dirFd, path, mode));
  }

  @Override
  public int makeDirectory(String path, int mode) {
    return counted(kernel.makeDirectory(path, mode));
  }

  @Override
  public int unlinkAt(int dirFd, String path) {
    return counted(kernel.unlinkAt(dirFd, path));
  }

  @Override
  public int removeDirectory(String path) {
    return counted(kernel.removeDirectory(path));
  }

  @Override
  public int statusAt(int dirFd, String path, FileStatus out) {
    return counted(kernel.statusAt(dirFd, path, out));
  }

  @Override
  public int status(int fd, FileStatus out) {
    return counted(kernel.status(fd, out));
  }

  @Override
  public int close(int fd) {
    descriptors.remove(fd);
    return counted(kernel.close(fd));
  }

  @Override
  public int lock(int fd) {
    return counted(kernel.lock(fd));
  }

  @Override
  public int read(int fd, NativeBuffer buffer, int offset, int length) {
    return counted(kernel.read(fd, buffer, offset, length));
  }

  @Override
  public int write(int fd, NativeBuffer buffer, int offset, int length) {
    return counted(kernel.write(fd, buffer, offset, length));
  }

  @Override
  public int pipe(int[] two, int flags) {
    int result = counted(kernel.pipe(two, flags));
    if (result >= 0) {
      descriptors.add(two[0]);
      descriptors.add(two[1]);
    }
    return result;
  }

  @Override
  public int pipeCapacity(int fd) {
    return counted(kernel.pipeCapacity(fd));
  }

  @Override
  public int setPipeCapacity(int fd, int octets) {
    return counted(kernel.setPipeCapacity(fd, octets));
  }

  @Override
  public int tee(int from, int to, int length) {
    return counted(kernel.tee(from, to, length));
  }

  @Override
  public int splice(int from, int to, int length) {
    return counted(kernel.splice(from, to, length));
  }

  @Override
  public int epollCreate() {
    return opened(kernel.epollCreate());
  }

  @Override
  public int epollControl(int epoll, int op, int fd, int events, long data) {
    return counted(kernel.epollControl(epoll, op, fd, events, data));
  }

  @Override
  public int epollWait(int epoll, EpollEvents out, int timeoutMillis) {
    return kernel.epollWait(epoll, out, timeoutMillis);
  }

  @Override
  public int eventFd() {
    return opened(kernel.eventFd());
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
    return random.nextLong();
  }

  private int counted(int result) {
    calls++;
    return result;
  }

  private int opened(int result) {
    if (result >= 0) {
      descriptors.add(result);
    }
    return counted(result);
  }
}
