package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenFlags;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A loop, a scripted server of the lab sheet's kind and a classic client, all on the test's thread.
 * After the test no descriptor may be left, and no file but the server's FIFO.
 */
@SuppressWarnings("NullAway.Init") // before each test
final class ClassicBench implements BeforeEachCallback, AfterEachCallback {
  private static final int BUFFER_LENGTH = 1 << 17;
  private static final int MANY_TURNS = 10_000;

  final NativeBuffer buffer = NativeBuffer.allocate(BUFFER_LENGTH);
  TestKernel kernel = new TestKernel();
  ClassicRecorder listener = new ClassicRecorder();
  private final List<ClassicClient> clients = new ArrayList<>();
  private EventLoop loop;
  private Path directory;
  private Set<String> descriptorsBefore;
  private int server = -1;
  private int outbox = -1;

  /** Writes down what it is told. */
  static class ClassicRecorder implements ClassicListener {
    private final List<String> told = new ArrayList<>();

    List<String> take() {
      List<String> taken = List.copyOf(told);
      told.clear();
      return taken;
    }

    List<String> all() {
      return told;
    }

    @Override
    public void onOpen() {
      told.add("open");
    }

    @Override
    public void onText(byte[] octets) {
      told.add("text " + new String(octets, UTF_8));
    }

    @Override
    public void onRoom() {
      told.add("room");
    }

    @Override
    public void onClosed(CloseReason reason, String detail) {
      told.add("closed " + reason + " | " + detail);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("classic");
    descriptorsBefore = ClientBench.descriptors();
    loop = new EventLoop(Poller.open(kernel.real()));
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    clients.forEach(ClassicClient::close);
    assertEquals(0, loop.size(), "registrations left");
    loop.close();
    stopServer();
    Set<String> left = ClientBench.descriptors();
    left.removeAll(descriptorsBefore);
    List<String> files = files();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertEquals(Set.of(), left, "descriptors left open");
    assertTrue(List.of("server").containsAll(files), () -> "files left: " + files);
  }

  List<String> files() throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      return names.map(name -> name.getFileName().toString()).sorted().toList();
    }
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  ClassicOptions options() {
    return ClassicOptions.of(path("server").toString(), directory.toString(), "alice");
  }

  /** Makes the server's FIFO and reads it. */
  ClassicBench startServer() {
    makeServer();
    server = opened(path("server").toString(), OpenFlags.O_RDONLY);
    return this;
  }

  /** Makes the server's FIFO. */
  ClassicBench makeServer() {
    assertEquals(0, kernel.real().makeFifoAt(Kernel.AT_FDCWD, path("server").toString(), 0644));
    return this;
  }

  void readServer() {
    server = opened(path("server").toString(), OpenFlags.O_RDONLY);
  }

  ClassicClient connect() {
    return connect(options());
  }

  ClassicClient connect(ClassicOptions options) {
    ClassicClient client = ClassicClient.connect(kernel.kernel(), loop, options, listener);
    clients.add(client);
    return client;
  }

  /** A client that the server has let in, and whose listener has nothing told but that. */
  ClassicClient connected() {
    return connected(options());
  }

  ClassicClient connected(ClassicOptions options) {
    startServer();
    ClassicClient client = connect(options);
    letIn();
    advance(1_000_000);
    assertEquals(ClassicState.READY, client.state());
    assertEquals(List.of("open"), listener.take());
    return client;
  }

  /** The server reads a registration and opens the client's FIFO. Returns the path. */
  String letIn() {
    String registration = read();
    String path = registration.startsWith("¶") ? registration.substring(1) : registration;
    outbox = opened(path, OpenFlags.O_WRONLY);
    return path;
  }

  /** What the server reads at once; empty if there is nothing. */
  String read() {
    int length = kernel.real().read(server, buffer, 0, 1000);
    if (length == -Errno.EAGAIN) {
      return "";
    }
    assertTrue(length >= 0, () -> Errno.name(-length));
    byte[] octets = new byte[length];
    buffer.bytes().get(0, octets);
    return new String(octets, UTF_8);
  }

  /** Whether the server sees the end of what it reads. */
  boolean readsEnd() {
    return kernel.real().read(server, buffer, 0, 1) == 0;
  }

  /** What the client says next, without its address. */
  String readText() {
    String frame = read();
    return frame.isEmpty() ? "" : frame.substring(frame.indexOf('¶') + 1);
  }

  void say(String text) {
    byte[] octets = text.getBytes(UTF_8);
    buffer.bytes().put(0, octets);
    assertEquals(octets.length, kernel.real().write(outbox, buffer, 0, octets.length));
    settle();
  }

  /** Writes single octets until the server's FIFO takes no more; returns how many it took. */
  int fill() {
    assertEquals(4096, kernel.real().setPipeCapacity(server, 4096));
    int writer = opened(path("server").toString(), OpenFlags.O_WRONLY);
    int count = 0;
    while (kernel.real().write(writer, buffer, 0, 1) == 1) {
      count++;
    }
    kernel.real().close(writer);
    return count;
  }

  void closeOutbox() {
    if (outbox >= 0) {
      kernel.real().close(outbox);
      outbox = -1;
    }
    settle();
  }

  void closeInbox() {
    if (server >= 0) {
      kernel.real().close(server);
      server = -1;
    }
    settle();
  }

  void stopServer() {
    if (server >= 0) {
      kernel.real().close(server);
      server = -1;
    }
    if (outbox >= 0) {
      kernel.real().close(outbox);
      outbox = -1;
    }
  }

  void advance(long nanos) {
    kernel.advance(nanos);
    settle();
  }

  /** Turns until nothing is left to do at present. */
  void settle() {
    for (int turns = 0; turn() > 0 || clients.stream().anyMatch(ClassicBench::isDue); turns++) {
      assertTrue(turns < MANY_TURNS, "the loop is busy");
    }
  }

  private int turn() {
    try {
      int called = loop.turn(0);
      clients.forEach(client -> client.onTick(kernel.kernel().nanoTime()));
      return called;
    } catch (SystemCallException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isDue(ClassicClient client) {
    return client.state() != ClassicState.CLOSED && client.timeoutNanos() == 0;
  }

  private int opened(String path, int access) {
    int result = kernel.real().openAt(Kernel.AT_FDCWD, path, access | OpenFlags.O_NONBLOCK);
    assertTrue(result >= 0, () -> path + ": " + Errno.name(-result));
    return result;
  }
}
