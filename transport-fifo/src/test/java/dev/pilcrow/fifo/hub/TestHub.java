package dev.pilcrow.fifo.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.OpenFlags;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.protocol.hub.HubConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A hub on real FIFOs and clients of it, all on the test's thread: nothing happens but what the
 * test does.
 */
final class TestHub implements AutoCloseable {
  final Kernel kernel;
  final Path directory;
  final HubServer server;
  private final NativeBuffer buffer = NativeBuffer.allocate(1 << 20);
  private final List<Client> clients = new ArrayList<>();
  private final int inbox;

  TestHub(HubConfig config) throws IOException {
    this(config, HubOptions.LEAST_QUEUE_OCTETS, HubOptions.DEFAULT_PINNED_OCTETS);
  }

  TestHub(HubConfig config, int queueOctets, long pinnedOctets) throws IOException {
    this(new NativeKernel(), config, queueOctets, pinnedOctets);
  }

  /** All on a kernel that the test may meddle with. */
  TestHub(Kernel kernel, HubConfig config) throws IOException {
    this(kernel, config, HubOptions.LEAST_QUEUE_OCTETS, HubOptions.DEFAULT_PINNED_OCTETS);
  }

  private TestHub(Kernel kernel, HubConfig config, int queueOctets, long pinnedOctets)
      throws IOException {
    this.kernel = kernel;
    directory = Files.createTempDirectory("hub");
    HubOptions options = new HubOptions(directory.toString(), config, queueOctets, pinnedOctets);
    server = HubServer.open(kernel, new EventLoop(Poller.open(kernel)), options, HubListener.NONE);
    inbox = kernel.openAt(Kernel.AT_FDCWD, server.inboxPath(), writing());
    assertTrue(inbox >= 0);
  }

  /** Passes of the loop until all that the inbox holds has been dealt with. */
  void settle() throws IOException {
    for (int i = 0; i < 4; i++) {
      server.turn(0);
    }
  }

  /** Writes to the inbox; false, and nothing is written, if it is full. */
  boolean write(String octets) {
    byte[] bytes = octets.getBytes(UTF_8);
    buffer.bytes().put(0, bytes);
    int result = kernel.write(inbox, buffer, 0, bytes.length);
    if (result == -Errno.EAGAIN) {
      return false;
    }
    assertEquals(bytes.length, result);
    return true;
  }

  /** Registers a client with the smallest pipe there is, and waits for its welcome. */
  Client register(String name) throws IOException {
    return register(name, 4096);
  }

  /** Registers a client with a pipe of that size, and waits for its welcome. */
  Client register(String name, int pipeOctets) throws IOException {
    Client client = open(name, pipeOctets);
    assertTrue(write("\n¶" + name + "\n"));
    settle();
    client.readAll();
    return client;
  }

  /** Registers a client as the lab's are, by its path; it gets no welcome. */
  Client registerClassic(String name, int pipeOctets) throws IOException {
    Client client = open(name, pipeOctets);
    assertTrue(write("¶" + directory.resolve(name)));
    settle();
    return client;
  }

  /** A client's FIFO, open, but not registered. */
  Client open(String name) {
    return open(name, 4096);
  }

  private Client open(String name, int pipeOctets) {
    String path = directory.resolve(name).toString();
    assertEquals(0, kernel.makeFifoAt(Kernel.AT_FDCWD, path, 0600));
    int fd = kernel.openAt(Kernel.AT_FDCWD, path, OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK);
    assertTrue(fd >= 0);
    assertEquals(pipeOctets, kernel.setPipeCapacity(fd, pipeOctets));
    Client client = new Client(name, fd);
    clients.add(client);
    return client;
  }

  @Override
  public void close() throws IOException {
    server.close();
    clients.forEach(Client::vanish);
    kernel.close(inbox);
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private static int writing() {
    return OpenFlags.O_WRONLY | OpenFlags.O_NONBLOCK;
  }

  /** The reading end of one client. */
  final class Client {
    final String name;
    final int fd;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean open = true;
    private boolean ended;

    Client(String name, int fd) {
      this.name = name;
      this.fd = fd;
    }

    boolean isOpen() {
      return open;
    }

    /** Whether the hub has closed its end. */
    boolean ended() {
      return ended;
    }

    /** Reads so much at most; returns what it was. */
    int read(int most) {
      int result = kernel.read(fd, buffer, 0, Math.min(most, buffer.capacity()));
      if (result > 0) {
        byte[] octets = new byte[result];
        buffer.bytes().get(0, octets);
        received.writeBytes(octets);
      }
      ended |= result == 0;
      return Math.max(result, 0);
    }

    void readAll() {
      while (read(1 << 16) > 0) {}
    }

    /** Reads and lets the hub write in turn until there is nothing more. */
    void readAllThatIsOwed() throws IOException {
      int idle = 0;
      while (idle < 3) {
        idle = read(1 << 16) > 0 ? 0 : idle + 1;
        server.turn(0);
      }
    }

    /** All frames, or lines, so far, without their LF. The last one must be whole. */
    List<String> frames() {
      String text = received.toString(UTF_8);
      assertTrue(text.isEmpty() || text.endsWith("\n"), () -> "torn: " + text);
      return text.lines().toList();
    }

    String token() {
      String welcome = frames().get(0);
      assertTrue(welcome.startsWith("hub¶welcome "), welcome);
      int from = "hub¶welcome ".length();
      return welcome.substring(from, from + 16);
    }

    /** As kill -9 does. */
    void vanish() {
      if (open) {
        open = false;
        kernel.close(fd);
      }
    }
  }
}
