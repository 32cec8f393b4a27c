package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenFlags;
import java.util.ArrayList;
import java.util.List;

/**
 * A hub that does what a test tells it to, right or wrong: reads DIR/hub, writes to one client's
 * FIFO. Never waits.
 */
final class ScriptedHub {
  static final String TOKEN = "0123456789abcdef";
  static final String WELCOME =
      "hub¶welcome " + TOKEN + " v=1 mode=chat frame=4096 payload=3840 epoch=00000000000000ff\n";

  private static final int BUFFER_LENGTH = 1 << 17;

  private final Kernel kernel;
  private final String directory;
  private final NativeBuffer buffer = NativeBuffer.allocate(BUFFER_LENGTH);
  private int inbox = -1;
  private int client = -1;

  /** Makes the inbox and reads it. */
  ScriptedHub(Kernel kernel, String directory) {
    this.kernel = kernel;
    this.directory = directory;
    int made = kernel.makeFifoAt(Kernel.AT_FDCWD, inboxPath(), 0600);
    assertTrue(made == 0 || made == -Errno.EEXIST);
    inbox = opened(inboxPath(), OpenFlags.O_RDWR);
  }

  String inboxPath() {
    return directory + "/hub";
  }

  /** All that the inbox holds. */
  String read() {
    return new String(readOctets(BUFFER_LENGTH), UTF_8);
  }

  /** What one read of the inbox gives; nothing if it is empty. */
  byte[] readOctets(int most) {
    int length = kernel.read(inbox, buffer, 0, most);
    if (length == -Errno.EAGAIN) {
      return new byte[0];
    }
    assertTrue(length >= 0, () -> Errno.name(-length));
    byte[] octets = new byte[length];
    buffer.bytes().get(0, octets);
    return octets;
  }

  /** Opens a client's FIFO, without saying anything. */
  ScriptedHub open(String name) {
    client = opened(directory + "/" + name, OpenFlags.O_WRONLY);
    return this;
  }

  /** Reads the registration and lets the client in. */
  ScriptedHub welcome(String name) {
    assertEquals("\n¶" + name + "\n", read());
    return open(name).say(WELCOME);
  }

  /** Writes to the client at once, whatever it is. */
  ScriptedHub say(String octets) {
    assertEquals(octets.getBytes(UTF_8).length, sayOctets(octets.getBytes(UTF_8)));
    return this;
  }

  /** Writes to the client; returns how many octets its FIFO took. */
  int sayOctets(byte[] octets) {
    buffer.bytes().put(0, octets);
    int written = kernel.write(client, buffer, 0, octets.length);
    return written == -Errno.EAGAIN ? 0 : written;
  }

  /** Makes the inbox a pipe that holds one page. */
  ScriptedHub narrow() {
    assertEquals(4096, kernel.setPipeCapacity(inbox, 4096));
    return this;
  }

  /** Writes one octet at a time to the inbox until it takes no more; returns how many it took. */
  int fill() {
    int writer = opened(inboxPath(), OpenFlags.O_WRONLY);
    buffer.bytes().put(0, (byte) '\n');
    int count = 0;
    while (kernel.write(writer, buffer, 0, 1) == 1) {
      count++;
    }
    kernel.close(writer);
    return count;
  }

  /** Lets the client go, without a goodbye. */
  void closeClient() {
    if (client >= 0) {
      kernel.close(client);
      client = -1;
    }
  }

  /** Nobody reads the inbox any more. */
  void closeInbox() {
    if (inbox >= 0) {
      kernel.close(inbox);
      inbox = -1;
    }
  }

  /** As if killed: all descriptors are gone, the inbox's name stays. */
  void die() {
    closeInbox();
    closeClient();
  }

  /** The lines of some text, each without its LF. */
  static List<String> lines(String text) {
    return new ArrayList<>(text.lines().toList());
  }

  private int opened(String path, int access) {
    int result = kernel.openAt(Kernel.AT_FDCWD, path, access | OpenFlags.O_NONBLOCK);
    assertTrue(result >= 0, () -> path + ": " + Errno.name(-result));
    return result;
  }
}
