package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of the lab sheet's servers, against scripted ones. */
class ClassicClientTest {
  private static final long MILLI = 1_000_000L;

  @RegisterExtension final ClassicBench bench = new ClassicBench();

  // ---- the way in ----

  @Test
  void a_client_registers_with_the_path_of_a_fifo_in_a_private_directory() throws IOException {
    bench.startServer();
    ClassicClient client = bench.connect();
    String registration = bench.read();

    assertTrue(
        registration.matches("¶" + bench.path("pilcrow-") + "[0-9a-f]{16}/alice"), registration);
    Path directory = Path.of(registration.substring(1)).getParent();
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    assertEquals(ClassicState.WAITING, client.state());
    bench.settle();
    assertEquals(List.of(), bench.listener.all());
  }

  @Test
  void nothing_is_said_before_the_server_has_opened_the_clients_fifo() {
    bench.startServer();
    ClassicClient client = bench.connect();
    send(client, "early");
    String path = bench.letIn();
    assertEquals("", bench.read());
    bench.advance(MILLI);

    assertEquals(List.of("open"), bench.listener.take());
    assertEquals(path + "¶early", bench.read());
  }

  @Test
  void the_opening_is_looked_for_less_and_less_often_and_given_up() {
    bench.startServer();
    ClassicClient client = bench.connect();
    long[] pauses = {1, 2, 4, 8, 16, 32, 50, 50};
    for (long pause : pauses) {
      assertEquals(pause * MILLI, client.timeoutNanos());
      bench.advance(pause * MILLI);
    }
    bench.advance(5_000 * MILLI);

    assertEquals(
        List.of("closed TIMED_OUT | the server has not opened the client's FIFO"),
        bench.listener.all());
  }

  @Test
  void a_server_that_talks_first_has_opened_too() {
    bench.startServer();
    ClassicClient client = bench.connect();
    send(client, "hi");
    bench.letIn();
    bench.say("hi");

    assertEquals(List.of("open", "text hi"), bench.listener.all());
    assertEquals(ClassicState.ECHOING, client.state(), "what came before is no echo");
  }

  @Test
  void a_server_that_does_not_read_yet_is_called_again() {
    bench.makeServer();
    ClassicClient client = bench.connect();
    assertEquals(ClassicState.CALLING, client.state());
    bench.advance(MILLI);
    bench.readServer();
    bench.advance(2 * MILLI);

    assertEquals(ClassicState.WAITING, client.state());
    assertTrue(bench.read().startsWith("¶/"));
  }

  @Test
  void a_server_that_nobody_runs_is_given_up() {
    bench.makeServer();
    bench.connect();
    bench.advance(2_000 * MILLI - 1);
    assertEquals(List.of(), bench.listener.all());
    bench.advance(60 * MILLI);

    assertEquals(
        List.of(
            "closed NO_HUB | nobody reads " + bench.path("server") + ": start the server first"),
        bench.listener.all());
  }

  @Test
  void a_path_that_is_no_fifo_is_no_server() throws IOException {
    bench.connect();
    Files.createFile(bench.path("server"));
    bench.connect();

    assertEquals(
        List.of(
            "closed NO_HUB | " + bench.path("server") + " does not exist",
            "closed NO_HUB | " + bench.path("server") + " is not a FIFO"),
        bench.listener.all());
  }

  @Test
  void a_registration_waits_for_a_full_fifo() {
    bench.startServer();
    int filled = bench.fill();
    bench.connect();
    bench.settle();
    while (filled > 0) {
      filled -= bench.read().length();
    }
    bench.settle();

    assertTrue(bench.read().startsWith("¶/"));
  }

  @Test
  void a_server_that_dies_before_it_has_opened_has_gone() {
    bench.startServer();
    bench.connect();
    bench.stopServer();
    bench.settle();

    assertClosed("HUB_GONE | the server has gone before it had opened the client's FIFO");
  }

  @Test
  void a_server_that_opens_and_closes_at_once_has_gone() {
    bench.startServer();
    bench.connect();
    bench.letIn();
    bench.closeOutbox();

    assertClosed("HUB_GONE | the server has closed the client's FIFO");
  }

  // ---- frames ----

  @Test
  void one_text_at_a_time_is_under_way() {
    ClassicClient client = bench.connected();
    send(client, "one\n");
    send(client, "two\n");
    assertEquals("one\n", bench.readText());
    bench.settle();
    assertEquals("", bench.readText());
    assertEquals(ClassicState.ECHOING, client.state());
    bench.say("one\n");

    assertEquals("two\n", bench.readText());
    bench.say("two\n");
    assertEquals(ClassicState.READY, client.state());
    assertEquals(List.of("text one\n", "text two\n"), bench.listener.all());
  }

  @Test
  void half_an_echo_is_none() {
    ClassicClient client = bench.connected();
    send(client, "abab");
    send(client, "next");
    assertEquals("abab", bench.readText());
    bench.say("ab");
    bench.say("a");
    assertEquals("", bench.readText());
    bench.say("b");

    assertEquals("next", bench.readText());
  }

  @Test
  void other_peoples_words_are_no_echo() {
    ClassicClient client = bench.connected();
    send(client, "ananas\n");
    send(client, "next\n");
    assertEquals("ananas\n", bench.readText());
    bench.say("bananas are yellow\n");
    bench.say("anananas");
    assertEquals("", bench.readText());
    bench.say("\n");

    assertEquals("next\n", bench.readText());
  }

  /** Two frames would be written at once, which the lab's servers take for one. */
  @Test
  void the_same_words_are_no_echo_before_they_have_been_written() {
    ClassicClient client = bench.connected();
    int filled = bench.fill();
    send(client, "yes\n");
    send(client, "next\n");
    bench.say("yes\n");
    while (filled > 0) {
      filled -= bench.read().length();
    }
    bench.settle();

    assertEquals("yes\n", bench.readText());
    bench.say("yes\n");
    assertEquals("next\n", bench.readText());
  }

  @Test
  void a_server_that_does_not_echo_gets_a_text_now_and_then() {
    ClassicClient client = bench.connected();
    send(client, "one");
    send(client, "two");
    assertEquals("one", bench.readText());
    bench.advance(5_000 * MILLI - 1);
    assertEquals("", bench.readText());
    bench.advance(1);

    assertEquals("two", bench.readText());
  }

  @Test
  void a_text_that_does_not_fit_into_the_servers_fifo_waits_and_so_does_its_echos_time() {
    ClassicClient client = bench.connected();
    int filled = bench.fill();
    send(client, "late");
    bench.advance(60_000 * MILLI);
    while (filled > 0) {
      filled -= bench.read().length();
    }
    bench.settle();

    assertEquals("late", bench.readText());
    assertEquals(5_000 * MILLI, client.timeoutNanos());
  }

  @Test
  void a_long_text_is_cut_between_characters_into_frames_of_a_thousand_octets() {
    ClassicClient client = bench.connected();
    String text = "x" + "€".repeat(1000);
    send(client, text);
    StringBuilder read = new StringBuilder();
    while (read.length() < text.length()) {
      String frame = bench.read();
      int octets = frame.getBytes(UTF_8).length;
      assertTrue(octets <= 1000, () -> "a frame of " + octets);
      assertTrue(octets > 995 || read.length() > 900, () -> "a frame of " + octets);
      String piece = frame.substring(frame.indexOf('¶') + 1);
      read.append(piece);
      bench.say(piece);
    }

    assertEquals(text, read.toString());
  }

  @Test
  void what_a_classic_server_cannot_take_is_refused() {
    ClassicClient client = bench.connected();
    for (byte[] text :
        List.of(
            "a ¶ b".getBytes(UTF_8),
            new byte[0],
            new byte[] {'a', (byte) 0xC2},
            new byte[] {(byte) 0xB6, 'a'})) {
      assertNotNull(ClassicClient.objection(text));
      IllegalArgumentException thrown =
          assertThrows(IllegalArgumentException.class, () -> client.send(text));
      assertEquals(ClassicClient.objection(text), thrown.getMessage());
    }
    assertNull(ClassicClient.objection("naïve €\n".getBytes(UTF_8)));
    assertEquals("", bench.read());
  }

  @Test
  void the_queue_takes_texts_up_to_its_bound_exactly_and_tells_of_room() {
    ClassicClient client = bench.connected(bench.options().withQueueOctets(1000));
    send(client, "under way");
    send(client, "x".repeat(600));
    send(client, "y".repeat(400));
    assertEquals(0, client.remainingOctets());
    assertEquals(SendResult.NO_ROOM, client.send("z".repeat(600).getBytes(UTF_8)));
    assertEquals(1000, client.queuedOctets());
    assertEquals("under way", bench.readText());
    bench.say("under way");

    assertEquals(List.of("text under way", "room"), bench.listener.take());
    send(client, "z".repeat(600));
    assertThrows(IllegalArgumentException.class, () -> client.send(new byte[1001]));
  }

  // ---- the way out ----

  @Test
  void who_leaves_says_goodbye_when_all_has_come_back() {
    ClassicClient client = bench.connected();
    send(client, "one");
    send(client, "two");
    client.leave();
    client.leave();
    assertEquals(SendResult.NOT_CONNECTED, client.send("three".getBytes(UTF_8)));
    assertEquals("one", bench.readText());
    bench.say("one");
    assertEquals("two", bench.readText());
    assertEquals(ClassicState.ECHOING, client.state());
    bench.say("two");
    assertTrue(bench.read().endsWith("/alice¶"));
    assertEquals(ClassicState.LEAVING, client.state());
    bench.say("more");
    bench.closeOutbox();

    assertEquals(
        List.of(
            "text one",
            "text two",
            "text more",
            "closed SAID_GOODBYE | the server has closed after the goodbye"),
        bench.listener.all());
    assertTrue(bench.readsEnd());
  }

  @Test
  void leaving_before_the_server_has_opened_is_done_when_it_has() {
    bench.startServer();
    bench.connect().leave();
    bench.letIn();
    bench.advance(MILLI);

    assertTrue(bench.read().endsWith("/alice¶"));
  }

  @Test
  void a_server_that_does_not_close_is_not_waited_for_for_ever() {
    ClassicClient client = bench.connected();
    client.leave();
    bench.advance(9_000 * MILLI);
    bench.say("still here");
    bench.advance(9_000 * MILLI);
    assertEquals(ClassicState.LEAVING, client.state());
    bench.advance(1_000 * MILLI);

    assertClosed("TIMED_OUT | the server has not closed after the goodbye");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready", "echoing"})
  void a_server_that_dies_is_heard_out_and_has_gone(String state) {
    ClassicClient client = bench.connected();
    if (state.equals("echoing")) {
      send(client, "hello");
      send(client, "lost");
      bench.readText();
    }
    bench.say("last words");
    bench.stopServer();
    bench.settle();

    assertEquals("text last words", bench.listener.all().get(0));
    assertClosed("HUB_GONE | the server has closed the client's FIFO");
  }

  @Test
  void a_server_that_stops_reading_and_says_nothing_has_gone() {
    ClassicClient client = bench.connected();
    bench.closeInbox();
    assertEquals(SendResult.NOT_CONNECTED, client.send("x".getBytes(UTF_8)));
    bench.advance(10_000 * MILLI);

    assertClosed("HUB_GONE | the server has gone");
  }

  @Test
  void a_broken_pipe_is_found_by_writing_too() {
    ClassicClient client = bench.connected();
    bench.stopServer();
    send(client, "lost");
    bench.settle();

    assertClosed("HUB_GONE | ");
  }

  @Test
  void close_says_goodbye_and_does_not_wait() throws IOException {
    ClassicClient client = bench.connected();
    client.close();
    client.close();

    assertTrue(bench.read().endsWith("/alice¶"));
    assertEquals(List.of("server"), bench.files());
    assertEquals(
        List.of("closed CLOSED_HERE | closed without waiting for the server"),
        bench.listener.all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "makeDirectory",
        "openAt",
        "makeFifoAt",
        "statusAt",
        "status",
        "write",
        "read",
        "epollControl"
      })
  void whatever_call_fails_nothing_is_left_behind(String call) throws IOException {
    bench.startServer();
    for (int skipped = 0; skipped < 6; skipped++) {
      bench.kernel.fail(call, skipped, Errno.EMFILE);
      bench.listener = new ClassicBench.ClassicRecorder();
      ClassicClient client = bench.connect();
      bench.advance(MILLI);
      if (client.state() == ClassicState.CLOSED) {
        assertTrue(
            bench.listener.all().get(0).startsWith("closed LOCAL_FAILURE | "),
            () -> call + ": " + bench.listener.all());
      }
      bench.kernel.heal();
      client.close();
      bench.read();
      assertEquals(List.of("server"), bench.files(), call + " number " + skipped);
    }
  }

  // ---- bare ----

  @Test
  void bare_the_path_is_all_of_the_first_write() {
    bench.startServer();
    ClassicClient client = bench.connect(bench.options().asBare());
    client.send(new byte[] {'a', (byte) 0xC2, (byte) 0xB6, 0, (byte) 0xFF});
    String path = bench.letIn();
    assertTrue(path.startsWith("/") && path.endsWith("/alice"), path);
    assertEquals("", bench.read());
    bench.advance(MILLI);

    assertEquals("a¶\0\uFFFD", bench.read());
  }

  @Test
  void bare_texts_flow_without_waiting_for_an_echo() {
    ClassicClient client = bench.connected(bench.options().asBare());
    send(client, "one ");
    send(client, "two ");
    send(client, "three");

    assertEquals("one two three", bench.read());
  }

  @Test
  void bare_any_amount_flows_as_fast_as_the_server_reads() {
    ClassicClient client = bench.connected(bench.options().asBare());
    String text = "0123456789".repeat(30_000);
    send(client, text);
    client.leave();
    StringBuilder read = new StringBuilder();
    while (read.length() < text.length()) {
      bench.settle();
      read.append(bench.read());
    }
    bench.settle();

    assertArrayEquals(text.getBytes(UTF_8), read.toString().getBytes(UTF_8));
    assertTrue(bench.readsEnd());
    assertEquals(ClassicState.LEAVING, client.state());
    bench.closeOutbox();
    assertClosed("SAID_GOODBYE | ");
  }

  @Test
  void bare_the_queue_takes_octets_up_to_its_bound_exactly_and_tells_of_room() {
    ClassicClient client = bench.connected(bench.options().asBare().withQueueOctets(5000));
    bench.fill();
    send(client, "x".repeat(4096));
    send(client, "y".repeat(5000));
    assertEquals(0, client.remainingOctets());
    assertEquals(SendResult.NO_ROOM, client.send(new byte[1]));
    while (!bench.read().isEmpty()) {
      bench.settle();
    }

    assertEquals(List.of("room"), bench.listener.take());
    assertEquals(5000, client.remainingOctets());
  }

  @Test
  void bare_room_that_send_itself_has_made_is_told_by_the_tick() {
    ClassicClient client = bench.connected(bench.options().asBare().withQueueOctets(5000));
    bench.fill();
    send(client, "x".repeat(4096));
    send(client, "y".repeat(4999));
    assertEquals(SendResult.NO_ROOM, client.send(new byte[4000]));
    while (!bench.read().isEmpty()) {}
    send(client, "z");
    assertEquals(List.of(), bench.listener.all());
    bench.settle();

    assertEquals(List.of("room"), bench.listener.take());
  }

  @Test
  void bare_nothing_is_a_text_too_and_who_leaves_needs_no_room() {
    ClassicClient client = bench.connected(bench.options().asBare().withQueueOctets(5000));
    send(client, "");
    assertEquals("", bench.read());
    bench.fill();
    send(client, "x".repeat(4096));
    send(client, "y".repeat(5000));
    assertEquals(SendResult.NO_ROOM, client.send(new byte[1]));
    client.leave();
    while (!bench.read().isEmpty()) {
      bench.settle();
    }

    assertEquals(List.of(), bench.listener.all());
  }

  @Test
  void options_that_cannot_be_are_the_callers_mistake() {
    for (String directory : List.of("tmp", "/a¶b", "/a\nb", "/" + "x".repeat(512))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ClassicOptions.of("server", directory, "alice"),
          directory);
    }
    assertThrows(IllegalArgumentException.class, () -> ClassicOptions.of("server", "/tmp", "a/b"));
    assertThrows(IllegalArgumentException.class, () -> bench.options().withQueueOctets(999));
  }

  private static void send(ClassicClient client, String text) {
    assertEquals(SendResult.QUEUED, client.send(text.getBytes(UTF_8)));
  }

  private void assertClosed(String beginning) {
    List<String> told = bench.listener.all();
    String last = told.get(told.size() - 1);
    assertTrue(last.startsWith("closed " + beginning), last);
  }
}
