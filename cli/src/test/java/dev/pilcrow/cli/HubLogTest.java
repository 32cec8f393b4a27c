package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.OpenFlags;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hub on real FIFOs writes into its log, and what it must not. */
class HubLogTest {
  private static final String WELCOME = "hub¶welcome ";

  @TempDir Path temporary;
  private final Kernel kernel = new NativeKernel();
  private final NativeBuffer buffer = NativeBuffer.allocate(1 << 16);
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void each_event_is_a_line_and_no_line_holds_a_token_or_a_payload() throws IOException {
    String token;
    LogWriter writer = new LogWriter(new PrintStream(written, false, UTF_8), Clock.systemUTC());
    HubLog log = new HubLog(writer);
    String directory = temporary.resolve("hub").toString();
    HubServer server =
        HubServer.open(
            kernel,
            new EventLoop(Poller.open(kernel)),
            HubOptions.of(directory, HubConfig.of(HubMode.CHAT)),
            log);
    try {
      int inbox = open(server.inboxPath(), OpenFlags.O_WRONLY);
      String path = directory + "/alice";
      assertEquals(0, kernel.makeFifoAt(Kernel.AT_FDCWD, path, 0600));
      int fifo = open(path, OpenFlags.O_RDONLY);
      say(server, inbox, "¶alice\n");
      token = read(fifo).substring(WELCOME.length(), WELCOME.length() + 16);
      say(server, inbox, token + "¶a secret\n");
      say(server, inbox, token + "+¶\n");
      say(server, inbox, "0123456789abcdef¶forged\n");
      say(server, inbox, "¶nobody-made-this-fifo\n");
      say(server, inbox, token + "¶\n");
      assertTrue(read(fifo).endsWith("hub¶bye disconnect\n"));
      server.turn(0);
      log.summary(server.counters());
      kernel.close(fifo);
      kernel.close(inbox);
    } finally {
      server.close();
      writer.close();
    }

    List<String> lines = written.toString(UTF_8).lines().map(HubLogTest::withoutTime).toList();
    assertEquals("joined alice", lines.get(0));
    assertEquals("violation alice: empty payload", lines.get(1));
    assertEquals("violation -: unknown token", lines.get(2));
    assertTrue(lines.get(3).startsWith("not-opened nobody-made-this-fifo: "), lines.get(3));
    assertEquals("left alice: said goodbye", lines.get(4));
    assertTrue(lines.get(5).startsWith("counters frames="), lines.get(5));
    assertEquals(6, lines.size());
    for (String line : lines) {
      assertFalse(line.contains(token) || line.contains("0123456789abcdef"), line);
      assertFalse(line.contains("secret") || line.contains("forged"), line);
    }
  }

  private void say(HubServer server, int inbox, String frame) throws IOException {
    byte[] octets = frame.getBytes(UTF_8);
    buffer.bytes().put(0, octets);
    assertEquals(octets.length, kernel.write(inbox, buffer, 0, octets.length));
    for (int pass = 0; pass < 4; pass++) {
      server.turn(0);
    }
  }

  private int open(String path, int access) {
    int result = kernel.openAt(Kernel.AT_FDCWD, path, access | OpenFlags.O_NONBLOCK);
    assertTrue(result >= 0, path);
    return result;
  }

  private String read(int fifo) {
    int length = kernel.read(fifo, buffer, 0, buffer.capacity());
    byte[] octets = new byte[Math.max(0, length)];
    buffer.bytes().get(0, octets);
    return new String(octets, UTF_8);
  }

  private static String withoutTime(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }
}
