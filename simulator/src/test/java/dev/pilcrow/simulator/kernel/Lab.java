package dev.pilcrow.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenFlags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A kernel, simulated or real, with a directory to try it in and few words for its calls. */
final class Lab {
  private static final int BUFFER_LENGTH = 1 << 20;

  final Kernel kernel;
  private final String directory;
  private final NativeBuffer buffer = NativeBuffer.allocate(BUFFER_LENGTH);
  private final EpollEvents events = new EpollEvents(8);
  private final Deque<Integer> open = new ArrayDeque<>();

  Lab(Kernel kernel, String directory) {
    this.kernel = kernel;
    this.directory = directory;
  }

  /** Closes what is open. */
  void end() {
    while (!open.isEmpty()) {
      kernel.close(open.pop());
    }
  }

  String path(String name) {
    return directory + "/" + name;
  }

  String fifo(String name) {
    assertEquals(0, kernel.makeFifoAt(Kernel.AT_FDCWD, path(name), 0600));
    return path(name);
  }

  /** open(2) with O_NONBLOCK; the descriptor or −errno. */
  int tryOpen(String path, int access) {
    return kernel.openAt(Kernel.AT_FDCWD, path, access | OpenFlags.O_NONBLOCK);
  }

  int open(String path, int access) {
    return keep(tryOpen(path, access));
  }

  int keep(int result) {
    assertTrue(result >= 0, () -> Errno.name(-result));
    open.push(result);
    return result;
  }

  /** A pipe that does not block: read end, write end. */
  int[] pipe() {
    int[] two = new int[2];
    assertEquals(0, kernel.pipe(two, OpenFlags.O_NONBLOCK));
    open.push(two[0]);
    open.push(two[1]);
    return two;
  }

  void close(int fd) {
    assertTrue(open.remove(fd));
    assertEquals(0, kernel.close(fd));
  }

  int write(int fd, int length) {
    return kernel.write(fd, buffer, 0, length);
  }

  int write(int fd, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    buffer.bytes().put(0, octets);
    return kernel.write(fd, buffer, 0, octets.length);
  }

  int read(int fd, int length) {
    return kernel.read(fd, buffer, 0, length);
  }

  /** What one read gives, or {@code -ERRNO}. */
  String read(int fd) {
    int result = kernel.read(fd, buffer, 0, BUFFER_LENGTH);
    if (result < 0) {
      return "-" + Errno.name(-result);
    }
    byte[] octets = new byte[result];
    buffer.bytes().get(0, octets);
    return new String(octets, StandardCharsets.UTF_8);
  }

  /** Writes so many octets at a time until no more are taken; returns how many were. */
  int fill(int fd, int length) {
    int total = 0;
    int result;
    while ((result = write(fd, length)) > 0) {
      total += result;
    }
    assertEquals(-Errno.EAGAIN, result);
    return total;
  }

  int epoll() {
    return keep(kernel.epollCreate());
  }

  void watch(int epoll, int fd, int wanted, long data) {
    assertEquals(0, kernel.epollControl(epoll, Epoll.CTL_ADD, fd, wanted, data));
  }

  /** What an epoll has to tell, such as {@code "1:IN 2:OUT|ERR"}, without waiting. */
  String poll(int epoll) {
    int count = kernel.epollWait(epoll, events, 0);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(events.data(i)).append(':');
      text.append(words(events.events(i)));
    }
    return text.toString();
  }

  /** What holds for a descriptor now, such as {@code "IN|HUP"}. */
  String readiness(int fd, int wanted) {
    int epoll = keep(kernel.epollCreate());
    watch(epoll, fd, wanted, 0);
    String text = poll(epoll);
    close(epoll);
    return text.isEmpty() ? "" : text.substring(2);
  }

  private static String words(int bits) {
    String text =
        ((bits & Epoll.EPOLLIN) != 0 ? "|IN" : "")
            + ((bits & Epoll.EPOLLOUT) != 0 ? "|OUT" : "")
            + ((bits & Epoll.EPOLLERR) != 0 ? "|ERR" : "")
            + ((bits & Epoll.EPOLLHUP) != 0 ? "|HUP" : "");
    return text.substring(1);
  }
}
