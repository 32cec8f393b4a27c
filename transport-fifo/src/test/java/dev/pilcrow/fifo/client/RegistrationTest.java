package dev.pilcrow.fifo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.OpenFlags;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From connect() to the welcome, or to whatever comes instead. */
class RegistrationTest {
  private static final long WELCOME_NANOS = ClientLimits.DEFAULT.welcomeNanos();

  @RegisterExtension final ClientBench bench = new ClientBench();

  @Test
  void a_client_makes_its_fifo_and_writes_its_name_to_the_inbox() throws IOException {
    HubClient client = bench.connect("alice");

    assertEquals("\n¶alice\n", bench.hub().read());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(bench.path("alice"))));
    assertEquals(ClientState.REGISTERING, client.state());
    assertNull(client.welcome());
    assertEquals(List.of(), bench.listener.all());
  }

  @Test
  void the_welcome_connects_it() {
    HubClient client = bench.connect("alice");
    bench.hub().welcome("alice");
    bench.settle();

    assertEquals(ClientState.CONNECTED, client.state());
    assertEquals(new Welcome("alice", HubMode.CHAT, 4096, 3840, 0xff), client.welcome());
    assertEquals(List.of("welcome alice chat"), bench.listener.all());
    assertFalse(client.hasDeadline());
  }

  @Test
  void the_token_is_in_no_text() {
    HubClient client = bench.connected("alice");

    String texts = client + " " + client.welcome();
    assertFalse(texts.contains(ScriptedHub.TOKEN), texts);
  }

  @Test
  void without_a_directory_there_is_no_hub() {
    String missing = bench.path("missing").toString();
    HubClient client = bench.connect(ClientOptions.of(missing, "alice"));

    assertEquals(CloseReason.NO_HUB, client.closeReason());
    assertEquals(
        List.of(
            "closed NO_HUB | there is no directory "
                + missing
                + ": start a hub there with `pilcrow hub --dir "
                + missing
                + "`"),
        bench.listener.all());
  }

  @Test
  void without_an_inbox_there_is_no_hub() throws IOException {
    Files.delete(bench.path("hub"));
    bench.connect("alice");

    assertClosed("NO_HUB | " + bench.path("hub") + " does not exist: start a hub");
    assertEquals(List.of(), bench.files());
  }

  @Test
  void an_inbox_that_nobody_reads_is_no_hub() throws IOException {
    bench.hub().die();
    bench.connect("alice");

    assertClosed("NO_HUB | nobody reads " + bench.path("hub") + ": start a hub");
    assertEquals(List.of("hub"), bench.files());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "directory", "link"})
  void an_inbox_that_is_no_fifo_is_not_written_to(String kind) throws IOException {
    Files.delete(bench.path("hub"));
    put(kind, "hub");
    bench.connect("alice");

    assertClosed("NO_HUB | " + bench.path("hub") + " is not a FIFO: move it away");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "directory", "link"})
  void what_is_no_fifo_is_not_taken_for_the_own_one(String kind) throws IOException {
    put(kind, "alice");
    bench.connect("alice");

    assertClosed("LOCAL_FAILURE | " + bench.path("alice") + " is not a FIFO: remove it or choose");
    assertEquals("", bench.hub().read());
    Files.delete(bench.path("alice"));
  }

  @Test
  void a_directory_that_others_can_write_to_is_refused() throws IOException {
    Files.setPosixFilePermissions(bench.path(""), PosixFilePermissions.fromString("rwxrwx---"));
    bench.connect("alice");

    assertClosed("LOCAL_FAILURE | " + bench.directory() + ": can be written by others");
  }

  @Test
  void a_name_that_somebody_reads_is_taken_and_left_alone() throws IOException {
    bench.connected("alice");
    Object holder = Files.getAttribute(bench.path("alice"), "unix:ino");
    bench.connect("alice");

    assertClosed("NAME_TAKEN | alice is in use in " + bench.directory() + ": choose another name");
    assertEquals(holder, Files.getAttribute(bench.path("alice"), "unix:ino"));
    assertEquals("", bench.hub().read());
  }

  @Test
  void a_stale_fifo_is_replaced_and_nothing_of_it_is_read() throws IOException {
    Kernel real = bench.kernel.real();
    real.makeFifoAt(Kernel.AT_FDCWD, bench.path("alice").toString(), 0600);
    int writer =
        real.openAt(
            Kernel.AT_FDCWD,
            bench.path("alice").toString(),
            OpenFlags.O_RDWR | OpenFlags.O_NONBLOCK);
    bench.hub().open("alice").say("old¶words\n");
    bench.hub().closeClient();
    real.close(writer);

    bench.connected("alice");
    bench.hub().say("bob¶new words\n");
    bench.settle();

    assertEquals(List.of("bob: new words"), bench.listener.all());
  }

  @Test
  void another_one_who_tries_the_name_meanwhile_disturbs_nothing() {
    HubClient client = bench.connect("alice");
    bench.hub().read();
    RecordingListener other = new RecordingListener();
    bench.connect(bench.options("alice"), other);
    bench.settle();
    assertEquals(ClientState.REGISTERING, client.state());

    bench.hub().open("alice").say(ScriptedHub.WELCOME);
    bench.settle();

    assertEquals(ClientState.CONNECTED, client.state());
    assertTrue(other.all().get(0).startsWith("closed NAME_TAKEN"));
  }

  @Test
  void an_unanswered_registration_is_said_three_times_and_then_given_up() {
    HubClient client = bench.connect("alice");
    for (int attempt = 1; attempt <= ClientLimits.MAX_ATTEMPTS; attempt++) {
      assertEquals("\n¶alice\n", bench.hub().read());
      bench.advance(WELCOME_NANOS - 1);
      assertEquals("", bench.hub().read());
      assertEquals(ClientState.REGISTERING, client.state());
      bench.advance(1);
    }

    assertClosed("TIMED_OUT | the hub in " + bench.directory() + " does not answer");
  }

  @Test
  void a_late_welcome_counts() {
    HubClient client = bench.connect("alice");
    bench.advance(WELCOME_NANOS);
    assertEquals("\n¶alice\n\n¶alice\n", bench.hub().read());
    bench.hub().open("alice").say(ScriptedHub.WELCOME);
    bench.settle();

    assertEquals(ClientState.CONNECTED, client.state());
    bench.advance(10 * WELCOME_NANOS);
    assertEquals("", bench.hub().read());
  }

  @Test
  void a_fifo_that_was_deleted_meanwhile_is_made_anew() throws IOException {
    HubClient client = bench.connect("alice");
    bench.hub().read();
    Files.delete(bench.path("alice"));
    bench.advance(WELCOME_NANOS);

    bench.hub().welcome("alice");
    bench.settle();

    assertEquals(ClientState.CONNECTED, client.state());
  }

  @Test
  void a_fifo_that_was_replaced_by_a_stale_one_is_made_anew() throws IOException {
    bench.connect("alice");
    bench.hub().read();
    Files.delete(bench.path("alice"));
    bench.kernel.real().makeFifoAt(Kernel.AT_FDCWD, bench.path("alice").toString(), 0600);
    bench.advance(WELCOME_NANOS);

    bench.hub().welcome("alice");
    bench.settle();

    assertEquals(List.of("welcome alice chat"), bench.listener.all());
  }

  @Test
  void a_fifo_that_was_replaced_by_another_clients_is_lost_to_her() throws IOException {
    bench.connect("alice");
    Files.delete(bench.path("alice"));
    HubClient other = bench.connect(bench.options("alice"), new RecordingListener());
    bench.advance(WELCOME_NANOS);

    assertClosed("NAME_TAKEN | alice is in use");
    assertEquals(ClientState.REGISTERING, other.state());
    assertEquals(List.of("alice", "hub"), bench.files());
  }

  @Test
  void who_loses_the_name_in_every_race_gives_up() throws IOException {
    TestKernel kernel = bench.kernel;
    Runnable thief = () -> kernel.real().unlinkAt(Kernel.AT_FDCWD, bench.path("alice").toString());
    kernel.afterEach("makeFifoAt", thief);
    bench.connect("alice");

    assertClosed("NAME_TAKEN | others want to be alice too");
  }

  @Test
  void a_taken_name_is_told_by_the_hub_too() {
    bench.connect("alice");
    bench.hub().open("alice").say("hub¶error name-taken alice is in use: choose another name\n");
    bench.settle();

    assertEquals(
        List.of("closed NAME_TAKEN | alice is in use: choose another name"), bench.listener.all());
  }

  @Test
  void a_full_hub_refuses() {
    bench.connect("alice");
    bench.hub().open("alice").say("hub¶error full the hub has no room for another client\n");
    bench.settle();

    assertEquals(
        List.of("closed REFUSED | the hub has no room for another client"), bench.listener.all());
  }

  @Test
  void a_hub_that_shuts_down_before_it_has_answered_has_shut_down() {
    bench.connect("alice");
    bench.hub().open("alice").say("hub¶bye shutdown\n");
    bench.settle();

    assertClosed("HUB_SHUT_DOWN | the hub has said bye: shutdown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "welcome",
        "welcome 0123456789abcdef mode=chat",
        "welcome 0123456789abcdef v=2 mode=chat",
        "welcome 0123456789abcde v=1 mode=chat",
        "welcome 0123456789abcde! v=1 mode=chat",
        "welcome 0123456789abcdef v=1 mode=whisper",
        "welcome 0123456789abcdef v=1 mode=chat frame=many",
        "welcome 0123456789abcdef v=1 mode=chat frame=137",
        "welcome 0123456789abcdef v=1 mode=chat payload=3",
        "welcome 0123456789abcdef v=1 mode=chat payload=-1",
        "welcome 0123456789abcdef v=1 mode=chat epoch=12345678901234567"
      })
  void a_welcome_that_is_not_understood_ends_it(String welcome) {
    bench.connect("alice");
    bench.hub().open("alice").say("hub¶" + welcome + "\n");
    bench.settle();

    assertClosed("NOT_UNDERSTOOD | ");
  }

  @Test
  void unknown_fields_of_a_welcome_are_passed_over_and_missing_limits_are_the_largest() {
    HubClient client = bench.connect("alice");
    bench.hub().open("alice").say("hub¶welcome 0123456789abcdef new v=1 =x mode=echo color=red\n");
    bench.settle();

    assertEquals(new Welcome("alice", HubMode.ECHO, 4096, 3840, 0), client.welcome());
  }

  @Test
  void what_comes_before_the_welcome_is_ignored() {
    HubClient client = bench.connect("alice");
    bench
        .hub()
        .open("alice")
        .say("bob¶early\n¶bob\nbob¶\nhub¶gap 3\nhub¶pong\n" + ScriptedHub.WELCOME);
    bench.settle();

    assertEquals(List.of("welcome alice chat"), bench.listener.all());
    assertEquals(5, client.counters().ignored());
  }

  @Test
  void a_full_inbox_is_waited_for() {
    int filled = bench.hub().narrow().fill();
    HubClient client = bench.connect("alice");
    bench.settle();
    assertEquals("\n".repeat(filled), bench.hub().read());

    bench.settle();
    assertEquals("\n¶alice\n", bench.hub().read());
    assertEquals(ClientState.REGISTERING, client.state());
  }

  @Test
  void a_registration_that_could_not_be_written_is_not_queued_twice() {
    int filled = bench.hub().narrow().fill();
    bench.connect("alice");
    bench.advance(WELCOME_NANOS);
    assertEquals("\n".repeat(filled), bench.hub().read());
    bench.settle();

    assertEquals("\n¶alice\n", bench.hub().read());
  }

  @Test
  void a_client_that_starts_over_also_waits_for_the_new_inbox() throws IOException {
    int filled = bench.hub().narrow().fill();
    bench.connect("alice");
    Files.delete(bench.path("alice"));
    bench.advance(WELCOME_NANOS);
    assertEquals("\n".repeat(filled), bench.hub().read());
    bench.settle();

    bench.hub().welcome("alice");
    bench.settle();
    assertEquals(List.of("welcome alice chat"), bench.listener.all());
  }

  @Test
  void a_hub_that_dies_before_it_has_answered_has_gone() {
    bench.connect("alice");
    bench.hub().die();
    bench.settle();

    assertClosed("HUB_GONE | the hub has gone before it had answered");
  }

  @Test
  void a_hub_that_dies_right_after_its_welcome_is_heard_out() {
    bench.connect("alice");
    bench.hub().welcome("alice").say("bob¶last words\n").die();
    bench.settle();

    assertEquals(
        List.of(
            "welcome alice chat",
            "bob: last words",
            "closed HUB_GONE | the hub has gone without a goodbye"),
        bench.listener.all());
  }

  @Test
  void a_hub_that_was_started_anew_on_the_same_inbox_may_answer_instead() {
    HubClient client = bench.connect("alice");
    bench.nextHub();
    bench.advance(WELCOME_NANOS);
    bench.hub().open("alice").say(ScriptedHub.WELCOME);
    bench.settle();

    assertNotEquals(ClientState.REGISTERING, client.state());
  }

  @Test
  void leaving_before_the_welcome_ends_it_at_once() {
    bench.connect("alice").leave();

    assertEquals(
        List.of("closed CLOSED_HERE | closed before the hub had answered"), bench.listener.all());
    assertEquals("\n¶alice\n", bench.hub().read());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openAt", "makeFifoAt", "statusAt", "status", "write", "read", "epollControl"})
  void whatever_call_fails_nothing_is_left_behind(String call) throws IOException {
    for (int skipped = 0; skipped < 8; skipped++) {
      bench.kernel.fail(call, skipped, Errno.EMFILE);
      RecordingListener listener = new RecordingListener();
      HubClient client = bench.connect(bench.options("alice"), listener);
      bench.settle();
      if (client.state() != ClientState.REGISTERING) {
        assertTrue(
            listener.all().get(0).startsWith("closed LOCAL_FAILURE | "),
            () -> call + ": " + listener.all());
        assertTrue(
            listener.all().get(0).contains("too many open files"),
            () -> call + ": " + listener.all());
      }
      bench.kernel.heal();
      client.close();
      assertEquals(List.of("hub"), bench.files(), call + " number " + skipped);
      bench.hub().read();
    }
  }

  @Test
  void names_that_no_client_can_have_are_the_callers_mistake() {
    for (String name : List.of("", "hub", "everyone", "a b", "a/b", "é", "x".repeat(65))) {
      assertThrows(IllegalArgumentException.class, () -> bench.options(name), name);
    }
  }

  private void put(String kind, String name) throws IOException {
    switch (kind) {
      case "file" -> Files.createFile(bench.path(name));
      case "directory" -> Files.createDirectory(bench.path(name));
      default -> Files.createSymbolicLink(bench.path(name), bench.path("elsewhere"));
    }
  }

  private void assertClosed(String beginning) {
    assertEquals(1, bench.listener.all().size(), () -> bench.listener.all().toString());
    String last = bench.listener.all().get(0);
    assertTrue(last.startsWith("closed " + beginning), last);
  }
}
