package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How a hub ends: all that it was told is said, all are told goodbye, and nobody is left hanging.
 */
class ShutdownIT {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void sigterm_says_goodbye_removes_the_inbox_and_sums_up() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    alice.say("hello");
    alice.expect("alice¶hello");
    hub.shutDown();
    alice.expect("hub¶bye shutdown");
    alice.expectEnd();
    assertEquals(List.of(), hub.names());
    assertEquals(1, hub.counter("joined"));
    assertEquals(1, hub.counter("frames"));
    assertEquals(1, hub.counter("left-shutdown"));
    assertEquals(0, hub.counter("log-dropped"));
    assertEquals(1, hub.output().size(), "one line of output, all else is log");
  }

  @Test
  void an_interrupt_does_the_same() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    hub.interrupt();
    hub.requireGoodEnd();
    alice.expect("hub¶bye shutdown");
    alice.expectEnd();
  }

  @RepeatedTest(5)
  void a_signal_right_after_the_first_line_finds_all_in_place() {
    HubProcess hub = stage.hub();
    hub.shutDown();
  }

  @Test
  void frames_that_wait_in_a_queue_still_arrive() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off", "--linger", "50");
    WireClient alice = stage.join(hub, "alice");
    WireClient slow = stage.join(hub, "slow");
    String filler = "x".repeat(1000);
    for (int i = 0; i < 500; i++) { // half a megabyte: most of it waits in the hub
      alice.say(i + filler);
      alice.expect("alice¶" + i + filler);
    }
    hub.terminate();
    Await.until("the end of the inbox", () -> Files.notExists(hub.inbox()));
    for (int i = 0; i < 500; i++) {
      slow.expect("alice¶" + i + filler);
    }
    slow.expect("hub¶bye shutdown");
    slow.expectEnd();
    alice.expect("hub¶bye shutdown");
    hub.requireGoodEnd();
  }

  @Test
  void frames_that_are_in_the_inbox_still_arrive() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");
    hub.freeze();
    int sent = 0;
    String filler = "x".repeat(500);
    while (alice.offer(alice.token() + "¶" + sent + filler + "\n")) {
      sent++;
    }
    assertTrue(sent > 50, "the inbox took only " + sent);
    hub.terminate();
    hub.thaw();
    for (int i = 0; i < sent; i++) {
      alice.expect("alice¶" + i + filler);
    }
    alice.expect("hub¶bye shutdown");
    alice.expectEnd();
    hub.requireGoodEnd();
  }

  @Test
  void who_does_not_read_is_waited_for_no_longer_than_the_linger() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off", "--linger", "0.2");
    WireClient alice = stage.join(hub, "alice");
    stage.join(hub, "deaf");
    String filler = "x".repeat(1000);
    for (int i = 0; i < 200; i++) {
      alice.say(i + filler);
      alice.expect("alice¶" + i + filler);
    }
    hub.shutDown();
  }

  @Test
  void writers_that_are_blocked_in_write_are_let_go() {
    HubProcess hub =
        stage.hub(
            "--mode",
            "chat",
            "--presence",
            "off",
            "--slow",
            "wait",
            "--queue",
            "256K",
            "--linger",
            "0.2");
    stage.join(hub, "deaf");
    List<Peer> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(stage.python("racing_writer.py", hub.directory(), "w" + i, "deaf", 5000, i));
    }
    for (Peer writer : writers) {
      writer.expect("ready");
    }
    writers.forEach(writer -> writer.type("go"));
    writers.forEach(Peer::awaitBlockedInWrite);
    hub.shutDown();
    writers.forEach(Peer::exitCode);
  }

  @Test
  void openers_are_not_left_waiting_for_a_hub_that_ends() {
    HubProcess hub = stage.hub("--mode", "echo");
    List<Peer> openers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      openers.add(stage.python("opener.py", hub.inbox()));
    }
    for (Peer opener : openers) {
      opener.expect("opening");
    }
    hub.shutDown();
    for (Peer opener : openers) {
      opener.expect("no such file");
      assertEquals(0, opener.exitCode());
    }
  }

  @Test
  void a_writer_that_waits_for_a_dead_hubs_inbox_is_served_by_the_next_one() {
    HubProcess first = stage.hub("--mode", "echo");
    first.kill();
    Peer waiting =
        stage.start(
            stage.command(
                "bash", "-c", "printf 'early¶bird\\n' >>\"$1\"", "bash", first.inbox().toString()),
            "early writer");
    waiting.awaitBlockedInOpen();
    HubProcess second = stage.hubIn(first.directory(), "--mode", "echo");
    assertEquals(0, waiting.exitCode());
    second.awaitLog("violation -: unknown token");
  }

  @Test
  void a_second_signal_does_not_hurry_it() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off", "--linger", "50");
    WireClient alice = stage.join(hub, "alice");
    WireClient slow = stage.join(hub, "slow");
    String filler = "x".repeat(1000);
    for (int i = 0; i < 200; i++) {
      alice.say(i + filler);
      alice.expect("alice¶" + i + filler);
    }
    hub.terminate();
    Await.until("the end of the inbox", () -> Files.notExists(hub.inbox()));
    hub.terminate();
    hub.interrupt();
    for (int i = 0; i < 200; i++) {
      slow.expect("alice¶" + i + filler);
    }
    slow.expect("hub¶bye shutdown");
    slow.expectEnd();
    alice.expect("hub¶bye shutdown");
    hub.requireGoodEnd();
  }

  @Test
  void a_classic_client_that_is_connected_gets_its_end_of_file() {
    HubProcess hub = stage.hub("--mode", "chat", "--classic");
    Peer alice = stage.python("classic_chat_client.py", hub.inbox(), stage.path("alice"));
    alice.type("hello");
    alice.expect("hello");
    hub.shutDown();
    assertEquals(0, alice.exitCode());
  }

  @Test
  void with_exit_when_empty_it_ends_after_its_last_client() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic", "--exit-when-empty");
    WireClient alice = stage.join(hub, "alice");
    Peer bob = stage.python("classic_client.py", hub.inbox(), stage.path("bob"));
    bob.type("hello");
    bob.expect("hello");
    alice.goodbye();
    alice.expect("hub¶bye disconnect");
    alice.expectEnd();
    bob.type("alone");
    bob.expect("alone");
    bob.leave();
    hub.requireGoodEnd();
  }

  @Test
  void with_exit_when_empty_it_ends_when_its_last_client_is_killed() {
    HubProcess hub = stage.hub("--exit-when-empty");
    stage.join(hub, "alice").close();
    hub.requireGoodEnd();
  }
}
