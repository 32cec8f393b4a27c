package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.Poller;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Classic clients against processes that behave as the lab sheet's servers do: a read that holds
 * more or less than one frame kills them.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // the server is started by the tests
class LabServersTest {
  private Kernel kernel;
  private EventLoop loop;
  private Path directory;
  private Set<String> descriptorsBefore;
  private Process server;
  private BufferedReader reports;

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(hasPython(), "python3 is not installed");
    directory = Files.createTempDirectory("lab");
    descriptorsBefore = ClientBench.descriptors();
    kernel = new NativeKernel();
    loop = new EventLoop(Poller.open(kernel));
  }

  @AfterEach
  void end() throws Exception {
    if (server != null) {
      server.destroyForcibly().waitFor();
      reports.close();
      server.getOutputStream().close();
    }
    if (loop != null) {
      assertEquals(0, loop.size());
      loop.close();
      Set<String> left = ClientBench.descriptors();
      left.removeAll(descriptorsBefore);
      assertEquals(Set.of(), left, "descriptors left open");
      Files.deleteIfExists(directory.resolve("many_clients.py"));
      Files.deleteIfExists(directory.resolve("one_client.py"));
      Files.delete(directory); // fails if a FIFO is left in it
    }
  }

  @Test
  void exercise_2_echoes_every_line() throws Exception {
    start("many_clients.py", "echo");
    Peer alice = new Peer(false);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      String line = "line " + i + ", naïve €\n";
      expected.append(line);
      alice.client.send(line.getBytes(UTF_8));
    }
    alice.client.leave();
    await(alice);

    assertEquals(expected.toString(), alice.text());
    assertEquals(CloseReason.SAID_GOODBYE, alice.client.closeReason());
    assertReports("joined alice", "left alice", "ended 0");
  }

  @Test
  void exercise_2_echoes_a_text_that_is_longer_than_the_server_reads() throws Exception {
    start("many_clients.py", "echo");
    Peer alice = new Peer(false);
    String text = "€uro and pound ".repeat(5000);
    alice.client.send(text.getBytes(UTF_8));
    alice.client.leave();
    await(alice);

    assertEquals(text, alice.text());
    assertReports("joined alice", "left alice", "ended 0");
  }

  @Test
  void exercise_3_tells_everybody_and_ours_keeps_its_turns() throws Exception {
    start("many_clients.py", "everyone");
    Peer alice = new Peer(false);
    await("joined alice", alice);
    Peer bob = new Peer(false);
    await("joined bob", alice, bob);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 100; i++) { // one at a time: the server cannot hear two at once
      Peer speaker = i % 2 == 0 ? alice : bob;
      String line = "line " + i + "\n";
      expected.append(line);
      speaker.client.send(line.getBytes(UTF_8));
      while (alice.received.size() < expected.length() || bob.received.size() < expected.length()) {
        turn(alice, bob);
      }
    }
    alice.client.leave();
    await(alice);
    bob.client.leave();
    await(bob);

    assertEquals(expected.toString(), alice.text());
    assertEquals(expected.toString(), bob.text());
    assertReports("left alice", "left bob", "ended 0");
  }

  @Test
  void exercise_1_echoes_any_amount() throws Exception {
    start("one_client.py");
    Peer alice = new Peer(true);
    String text = "¶ is an octet like any other here\n".repeat(20_000);
    alice.client.send(text.getBytes(UTF_8));
    alice.client.leave();
    await(alice);

    assertEquals(text, alice.text());
    assertEquals(CloseReason.SAID_GOODBYE, alice.client.closeReason());
    assertReports("ended " + text.getBytes(UTF_8).length);
  }

  @Test
  void a_client_that_was_there_first_waits_for_the_server() throws Exception {
    kernel.makeFifoAt(Kernel.AT_FDCWD, fifo(), 0644);
    Peer alice = new Peer(false);
    alice.client.send("early\n".getBytes(UTF_8));
    turn(alice);
    assertEquals(ClassicState.CALLING, alice.client.state());
    Files.delete(Path.of(fifo()));
    start("many_clients.py", "echo");
    alice.client.leave();
    await(alice);

    assertEquals("early\n", alice.text());
    assertReports("joined alice", "left alice", "ended 0");
  }

  @Test
  void a_server_that_is_killed_has_gone() throws Exception {
    start("many_clients.py", "echo");
    Peer alice = new Peer(false);
    alice.client.send("one".getBytes(UTF_8));
    while (alice.received.size() < 3) {
      turn(alice);
    }
    server.destroyForcibly().waitFor();
    await(alice);

    assertEquals(CloseReason.HUB_GONE, alice.client.closeReason());
    Files.delete(Path.of(fifo()));
  }

  /** A classic client and what it has received. */
  private final class Peer implements ClassicListener {
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    final ClassicClient client;

    Peer(boolean bare) {
      String name = server != null && nextName++ > 0 ? "bob" : "alice";
      ClassicOptions options = ClassicOptions.of(fifo(), directory.toString(), name);
      client = ClassicClient.connect(kernel, loop, bare ? options.asBare() : options, this);
    }

    @Override
    public void onText(byte[] octets) {
      received.writeBytes(octets);
    }

    String text() {
      return received.toString(UTF_8);
    }
  }

  private int nextName;

  private String fifo() {
    return directory.resolve("server").toString();
  }

  private void start(String script, String... arguments) throws IOException {
    Path copy = directory.resolve(script);
    try (InputStream in = LabServersTest.class.getResourceAsStream(script)) {
      Files.copy(in, copy);
    }
    List<String> command = new ArrayList<>(List.of("python3", copy.toString(), fifo()));
    command.addAll(List.of(arguments));
    server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    reports = server.inputReader(UTF_8);
    assertEquals("ready", reports.readLine());
  }

  /** Turns until a client is closed. */
  private void await(Peer peer) throws IOException {
    while (peer.client.state() != ClassicState.CLOSED) {
      turn(peer);
    }
  }

  /** Turns until the server reports that. */
  private void await(String report, Peer... peers) throws IOException {
    while (!reports.ready()) {
      turn(peers);
    }
    assertEquals(report, reports.readLine());
  }

  private void turn(Peer... peers) throws IOException {
    assertFalse(Thread.currentThread().isInterrupted(), "it takes too long");
    long timeout = TimeUnit.MILLISECONDS.toNanos(20);
    for (Peer peer : peers) {
      long wanted = peer.client.timeoutNanos();
      timeout = wanted < 0 ? timeout : Math.min(timeout, wanted);
    }
    loop.turn(timeout);
    for (Peer peer : peers) {
      peer.client.onTick(kernel.nanoTime());
    }
  }

  private void assertReports(String... expected) throws Exception {
    assertEquals(List.of(expected), reports.lines().toList());
    assertEquals(0, server.waitFor());
  }

  private static boolean hasPython() {
    try {
      return new ProcessBuilder("python3", "-c", "").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
