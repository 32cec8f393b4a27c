package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.OpenFlags;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * A native client of which the test decides every octet. It has no thread: it reads only while the
 * test asks it for a frame, and never waits in a system call.
 */
final class WireClient implements AutoCloseable {
  private static final Kernel KERNEL = new NativeKernel();
  private static final int BUFFER_OCTETS = 1 << 16;
  private static final int CLOSED = -1;

  private final Path directory;
  private final String name;
  private final NativeBuffer buffer = NativeBuffer.allocate(BUFFER_OCTETS);
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private final ArrayDeque<String> frames = new ArrayDeque<>();
  private int fifo;
  private int hub = CLOSED;
  private String token = "";
  private boolean heard;
  private boolean ended;

  private WireClient(Path directory, String name) {
    this.directory = directory;
    this.name = name;
    this.fifo = CLOSED;
  }

  /** A client with a fresh FIFO, open for reading, that has said nothing. */
  static WireClient make(Path directory, String name) {
    WireClient client = new WireClient(directory, name);
    makeFifo(directory.resolve(name), 0600);
    client.fifo = open(directory.resolve(name), OpenFlags.O_RDONLY);
    return client;
  }

  /** Someone who has no FIFO and only writes into the inbox. */
  static WireClient stranger(Path directory) {
    return new WireClient(directory, "stranger");
  }

  /** Makes a FIFO. */
  static void makeFifo(Path path, int mode) {
    requireDone("mkfifo " + path, KERNEL.makeFifoAt(Kernel.AT_FDCWD, path.toString(), mode));
  }

  /** Uses all that uses of this class leave in the JVM for good. */
  static void warmUp() {
    KERNEL.userId();
  }

  String token() {
    return token;
  }

  Path path() {
    return directory.resolve(name);
  }

  // ---- up ----

  /** Registers, and takes the welcome. */
  WireClient register() {
    write("\n¶" + name + "\n");
    String welcome = next();
    String[] words = welcome.split(" ", -1);
    if (!words[0].equals("hub¶welcome")) {
      throw new AssertionError(name + " expected a welcome, got <" + welcome + ">");
    }
    token = words[1];
    return this;
  }

  /** One frame of data that names nobody. */
  void say(String payload) {
    write(token + "¶" + payload + "\n");
  }

  /** One frame of data to a recipient. */
  void sayTo(String recipient, String payload) {
    write(token + "@" + recipient + "¶" + payload + "\n");
  }

  /** The frame that says goodbye. */
  void goodbye() {
    write(token + "¶\n");
  }

  /** Octets into the inbox by one write, once there is room for all of them. */
  void write(String octets) {
    Await.until("room in the inbox", () -> offer(octets));
  }

  /** Octets into the inbox by one write; false if there is no room for them. */
  boolean offer(String octets) {
    if (hub == CLOSED) {
      hub = open(directory.resolve("hub"), OpenFlags.O_WRONLY);
    }
    byte[] bytes = Stage.utf8(octets);
    NativeBuffer out = NativeBuffer.allocate(bytes.length);
    out.bytes().put(0, bytes);
    int written = KERNEL.write(hub, out, 0, bytes.length);
    if (written == -Errno.EAGAIN) {
      return false;
    }
    assertEquals(bytes.length, requireDone("write", written), "octets written at once");
    return true;
  }

  // ---- down ----

  /** The next frame, without its LF. */
  String next() {
    return Await.present(() -> "a frame for " + name, this::poll);
  }

  /** The next frame, if the FIFO holds one. */
  Optional<String> poll() {
    if (frames.isEmpty()) {
      read();
    }
    return Optional.ofNullable(frames.poll());
  }

  /** The next frames, which must be these. */
  void expect(String... expected) {
    for (String frame : expected) {
      String next = next();
      if (!next.equals(frame)) {
        throw new AssertionError(
            name + " expected <" + shortened(frame) + ">, got <" + shortened(next) + ">");
      }
    }
  }

  private static String shortened(String frame) {
    return frame.length() <= 200 ? frame : frame.substring(0, 200) + "…";
  }

  /** What has come behind the last LF. */
  String unfinished() {
    read();
    return unfinished.toString(StandardCharsets.UTF_8);
  }

  /** The end of the FIFO comes next, and no torn frame before it. */
  void expectEnd() {
    Await.until(
        "the end of what " + name + " receives",
        () -> {
          Optional<String> frame = poll();
          if (frame.isPresent()) {
            throw new AssertionError(name + " expected the end, got <" + frame.orElseThrow() + ">");
          }
          return ended;
        });
    assertEquals("", unfinished.toString(StandardCharsets.UTF_8), "a torn frame before the end");
  }

  /** Takes what is in the FIFO as it stands, until its end. */
  String drain() {
    StringBuilder all = new StringBuilder();
    Await.until(
        "the end of what " + name + " receives",
        () -> {
          for (Optional<String> f = poll(); f.isPresent(); f = poll()) {
            all.append(f.orElseThrow()).append('\n');
          }
          return ended;
        });
    return all.append(unfinished.toString(StandardCharsets.UTF_8)).toString();
  }

  private void read() {
    int length = KERNEL.read(fifo, buffer, 0, BUFFER_OCTETS);
    if (length == -Errno.EAGAIN) {
      return;
    }
    if (length == 0) {
      ended = heard; // before the first octet it only means: no writer yet
      return;
    }
    heard |= requireDone("read", length) > 0;
    for (int i = 0; i < length; i++) {
      byte octet = buffer.bytes().get(i);
      if (octet == '\n') {
        frames.add(unfinished.toString(StandardCharsets.UTF_8));
        unfinished.reset();
      } else {
        unfinished.write(octet);
      }
    }
  }

  // ---- the end ----

  /** Closes its descriptors as if the process had died: without goodbye, and the name stays. */
  @Override
  public void close() {
    if (fifo != CLOSED) {
      KERNEL.close(fifo);
      fifo = CLOSED;
    }
    if (hub != CLOSED) {
      KERNEL.close(hub);
      hub = CLOSED;
    }
  }

  private static int open(Path path, int access) {
    return requireDone(
        "open " + path,
        KERNEL.openAt(Kernel.AT_FDCWD, path.toString(), access | OpenFlags.O_NONBLOCK));
  }

  private static int requireDone(String call, int result) {
    if (result < 0) {
      throw new AssertionError(call + ": " + Errno.text(-result));
    }
    return result;
  }
}
