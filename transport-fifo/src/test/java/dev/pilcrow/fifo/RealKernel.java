package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's kernel and a private directory for one test. After the test every descriptor that
 * it opened must be closed again, those of {@link #open} by this.
 */
final class RealKernel implements BeforeEachCallback, AfterEachCallback {
  static final int BUFFER_LENGTH = 1 << 20;

  final Kernel kernel = new NativeKernel();
  final NativeBuffer buffer = NativeBuffer.allocate(BUFFER_LENGTH);
  private final Deque<Integer> opened = new ArrayDeque<>();
  private Map<String, String> before = Map.of();
  private Path directory = Path.of("/nowhere");

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("fifo");
    before = descriptors();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    while (!opened.isEmpty()) {
      kernel.close(opened.pop());
    }
    Map<String, String> left = descriptors();
    left.keySet().removeAll(before.keySet());
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertEquals(Map.of(), left, "descriptors left open");
  }

  /** The test's own directory, made for it and removed after it. */
  Path directory() {
    return directory;
  }

  String path(String name) {
    return directory.resolve(name).toString();
  }

  /** Closes a descriptor after the test. */
  int open(int result) {
    assertTrue(result >= 0, () -> Errno.name(-result));
    opened.push(result);
    return result;
  }

  /** Closes a descriptor now. */
  void close(int fd) {
    opened.remove(fd);
    assertEquals(0, kernel.close(fd));
  }

  int open(OpenResult result) {
    assertEquals(OpenOutcome.OPENED, result.outcome(), result::text);
    return open(result.descriptor());
  }

  /** A pipe that does not block: read end, write end. */
  int[] pipe() {
    int[] two = new int[2];
    assertEquals(0, kernel.pipe(two, OpenFlags.O_NONBLOCK));
    open(two[0]);
    open(two[1]);
    return two;
  }

  List<int[]> pipes(int count) {
    return Stream.generate(this::pipe).limit(count).toList();
  }

  /**
   * An eventfd that has a number which was closed before, not ready. The kernel gives the lowest
   * free number; what is free below is used up on the way there.
   */
  int reuse(int number) {
    for (int attempt = 0; attempt < 100; attempt++) {
      int fd = open(kernel.eventFd());
      if (fd == number) {
        return fd;
      }
    }
    throw new AssertionError("descriptor " + number + " is not free");
  }

  /** Makes an eventfd ready. */
  void count(int eventFd) {
    buffer.bytes().putLong(0, 1);
    assertEquals(Long.BYTES, write(eventFd, Long.BYTES));
  }

  /** Makes a FIFO in the directory. */
  String fifo(String name) {
    assertEquals(0, kernel.makeFifoAt(Kernel.AT_FDCWD, path(name), 0600));
    return path(name);
  }

  int openAt(String path, int flags) {
    return kernel.openAt(Kernel.AT_FDCWD, path, flags);
  }

  /** Writes that many octets at once. */
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
    return result < 0 ? "-" + Errno.name(-result) : text(buffer.bytes(), result);
  }

  /**
   * Writes so many octets at a time until the descriptor takes no more; returns how many it took.
   */
  int fill(int fd, int writeLength) {
    int total = 0;
    int result;
    while ((result = write(fd, writeLength)) > 0) {
      total += result;
    }
    assertEquals(-Errno.EAGAIN, result);
    return total;
  }

  /** What holds for a descriptor right now, of all {@link Poller} bits. */
  int readiness(int fd, int interest) {
    int epoll = kernel.epollCreate();
    try {
      EpollEvents events = new EpollEvents(1);
      int wanted = (interest & Poller.READ) | ((interest & Poller.WRITE) << 1);
      assertEquals(0, kernel.epollControl(epoll, Epoll.CTL_ADD, fd, wanted, 0));
      if (kernel.epollWait(epoll, events, 0) == 0) {
        return 0;
      }
      int bits = events.events(0);
      return (bits & 1) | (bits & 4) >> 1 | (bits & 8) >> 1 | (bits & 16) >> 1;
    } finally {
      kernel.close(epoll);
    }
  }

  /** Open descriptors and what they are. */
  static Map<String, String> descriptors() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      for (Path link : links.toList()) {
        try {
          String target = Files.readSymbolicLink(link).toString();
          if (!ofTheVirtualMachine(target)) {
            found.put(link.getFileName().toString(), target);
          }
        } catch (IOException gone) {
          // the descriptor of the listing itself
        }
      }
    }
    return found;
  }

  /** Jars and libraries are opened when a class is first used, which may be within any test. */
  private static boolean ofTheVirtualMachine(String target) {
    return target.endsWith(".jar")
        || target.endsWith(".so")
        || target.endsWith("/modules")
        || target.endsWith("random")
        || target.startsWith("/proc/")
        || target.startsWith("/sys/");
  }

  static String text(ByteBuffer bytes, int length) {
    byte[] octets = new byte[length];
    bytes.get(0, octets);
    return new String(octets, StandardCharsets.UTF_8);
  }
}
