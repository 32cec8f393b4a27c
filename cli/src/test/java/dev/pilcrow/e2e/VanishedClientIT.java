package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients that are killed: reaped at once, and nobody else notices more than that they have gone.
 */
class VanishedClientIT {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void a_killed_native_client_is_reaped_and_its_fifo_removed() {
    HubProcess hub = stage.hub("--mode", "chat");
    WireClient alice = stage.join(hub, "alice");
    Peer bob = stage.bashClient(hub, "bob");
    alice.expect("¶bob");
    bob.kill();
    hub.awaitLog("left bob: reader gone");
    alice.expect("bob¶");
    Await.until("the end of bob's FIFO", () -> hub.names().equals(List.of("alice", "hub")));
    alice.say("who is there?");
    alice.expect("alice¶who is there?");
    hub.shutDown();
    assertEquals(1, hub.counter("left-gone"));
  }

  @Test
  void a_killed_classic_client_is_reaped_and_its_fifo_is_its_own_affair() {
    HubProcess hub = stage.hub("--mode", "chat", "--classic");
    Peer alice = stage.python("classic_chat_client.py", hub.inbox(), stage.path("alice"));
    alice.type("hello");
    alice.expect("hello");
    Peer bob = stage.python("classic_chat_client.py", hub.inbox(), stage.path("bob"));
    bob.type("hi");
    bob.expect("hi");
    alice.expect("hi");
    bob.kill();
    stage.expectLeftover(stage.path("bob"));
    hub.awaitLog("left bob: reader gone");
    alice.type("still here");
    alice.expect("still here");
    alice.leave();
    assertTrue(Files.exists(stage.path("bob")), "it lies outside of the hub's directory");
  }

  @Test
  void one_that_dies_with_frames_in_its_fifo_harms_nobody() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    WireClient bob = stage.join(hub, "bob");
    String filler = "x".repeat(1000);
    for (int i = 0; i < 500; i++) { // more than bob's FIFO holds: his queue holds the rest
      alice.say(i + filler);
      alice.expect("alice¶" + i + filler);
    }
    bob.close();
    hub.awaitLog("left bob: reader gone");
    Await.until("the end of bob's FIFO", () -> Files.notExists(bob.path()));
    alice.say("after");
    alice.expect("alice¶after");
  }

  @Test
  void the_others_get_every_line_while_clients_die_around_them() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    WireClient carol = stage.join(hub, "carol");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      WireClient mortal = stage.join(hub, "mortal" + i);
      for (String text : List.of("a" + i, "b" + i)) {
        alice.say(text);
        expected.add("alice¶" + text);
      }
      mortal.close();
    }
    for (String frame : expected) {
      alice.expect(frame);
      carol.expect(frame);
    }
    for (int i = 0; i < 50; i++) {
      hub.awaitLog("left mortal" + i + ": reader gone");
    }
    // It tells of a death before it removes the FIFO.
    Await.until(
        "the end of the FIFOs of the dead",
        () -> hub.names().equals(List.of("alice", "carol", "hub")));
  }

  @Test
  void the_dead_leave_no_descriptor_in_the_hub() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    long before = openFiles(hub, alice);
    for (int i = 0; i < 20; i++) {
      WireClient mortal = stage.join(hub, "mortal" + i);
      if (i % 2 == 0) {
        mortal.goodbye();
        mortal.expect("hub¶bye disconnect");
      }
      mortal.close();
    }
    Await.until("as few open files as before", () -> openFiles(hub, alice) <= before);
    assertEquals(List.of("alice", "hub"), hub.names());
  }

  /** Counted when the hub has done with all that came before. */
  private static long openFiles(HubProcess hub, WireClient client) {
    client.sayTo("hub", "ping");
    client.expect("hub¶pong");
    return Proc.descriptors(hub.pid()).size();
  }

  @Test
  void a_name_can_be_taken_again_at_once_and_brings_none_of_the_old_octets() throws IOException {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    for (int i = 0; i < 20; i++) {
      WireClient old = stage.join(hub, "bob");
      alice.say("for the old bob " + i);
      alice.expect("alice¶for the old bob " + i);
      old.close();
      // At once: the hub may have seen the death or not. What is stale is the newcomer's to remove.
      Files.deleteIfExists(old.path());
      WireClient young = stage.join(hub, "bob");
      alice.say("for the new bob " + i);
      alice.expect("alice¶for the new bob " + i);
      young.expect("alice¶for the new bob " + i);
      young.goodbye();
      young.expect("hub¶bye disconnect");
      young.expectEnd();
      young.close();
    }
    hub.shutDown();
    assertEquals(20, hub.counter("left-gone"));
    assertEquals(20, hub.counter("left-disconnect"));
    assertEquals(0, hub.counter("refused"));
  }
}
