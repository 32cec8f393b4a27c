package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody can speak for another client, or send it away. What is wrong is dropped and counted. */
class ForgeryIT {
  private static final String FORGED = "0123456789abcdef";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void a_forged_token_says_nothing() {
    HubProcess hub = stage.hub("--mode", "chat");
    WireClient alice = stage.join(hub, "alice");
    WireClient mallory = stage.stranger(hub);
    mallory.write(FORGED + "¶I am alice\n");
    mallory.write("alice¶I am alice\n");
    mallory.write(FORGED + "@alice¶psst\n");
    hub.awaitLog(3, "violation -: unknown token");
    alice.say("hello");
    alice.expect("alice¶hello");
    hub.shutDown();
    assertEquals(3, hub.counter("unknown-token"));
    assertEquals(1, hub.counter("frames"));
  }

  @Test
  void a_forged_goodbye_sends_nobody_away() {
    HubProcess hub = stage.hub("--mode", "chat");
    WireClient alice = stage.join(hub, "alice");
    WireClient mallory = stage.stranger(hub);
    mallory.write(FORGED + "¶\n");
    mallory.write("alice¶\n");
    hub.awaitLog(2, "violation -: unknown token");
    alice.say("still here");
    alice.expect("alice¶still here");
    hub.shutDown();
    assertEquals(2, hub.counter("unknown-token"));
    assertEquals(0, hub.counter("left-disconnect"));
  }

  @Test
  void a_token_dies_with_the_goodbye() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    WireClient bob = stage.join(hub, "bob");
    alice.goodbye();
    alice.expect("hub¶bye disconnect");
    alice.expectEnd();
    alice.say("a word from beyond");
    hub.awaitLog("violation -: unknown token");
    bob.say("hello");
    bob.expect("bob¶hello");
  }

  @Test
  void tokens_differ_and_are_in_no_log() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    WireClient bob = stage.join(hub, "bob");
    assertNotEquals(alice.token(), bob.token());
    assertTrue(alice.token().matches("[0-9a-f]{16}"), alice.token());
    alice.write(alice.token() + "@¶no recipient\n");
    hub.awaitLog("violation alice: bad address");
    alice.expect("hub¶error bad-frame bad address");
    alice.goodbye();
    hub.shutDown();
    for (WireClient client : new WireClient[] {alice, bob}) {
      assertFalse(String.join("\n", hub.errors()).contains(client.token()), "a token in the log");
    }
  }

  @Test
  void without_classic_a_path_is_no_address() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient fifo = stage.client(stage.directory("elsewhere"), "fifo");
    WireClient alice = stage.join(hub, "alice");
    alice.write("¶" + fifo.path() + "\n");
    hub.awaitLog("violation -: bad name");
    alice.say("hello");
    alice.expect("alice¶hello");
    stage.expectLeftover(fifo.path());
  }

  @Test
  void another_user_cannot_even_reach_the_inbox() throws IOException {
    Programs.requireRoot();
    Programs.require("setpriv");
    HubProcess hub = stage.hub("--mode", "echo");
    // The stage's directory opens, so that it is the hub's own that keeps the other user out.
    Files.setPosixFilePermissions(stage.path("."), PosixFilePermissions.fromString("rwxr-xr-x"));
    Peer other =
        stage.start(
            stage.command(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "bash",
                "-c",
                "printf '¶mallory\\n' >>\"$1\"",
                "bash",
                hub.inbox().toString()),
            "other user");
    assertEquals(1, other.exitCode());
    assertTrue(String.join("", other.errors()).contains("Permission denied"), other::report);
    hub.shutDown();
    assertEquals(0, hub.counter("open-failed"));
  }
}
