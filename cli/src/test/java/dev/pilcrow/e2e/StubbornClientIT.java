package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that do not do their part: nobody waits for them. */
class StubbornClientIT {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void a_classic_client_that_never_opens_its_fifo_is_given_up() {
    HubProcess hub = stage.hub("--mode", "echo", "--classic");
    WireClient alice = stage.join(hub, "alice");
    WireClient.makeFifo(stage.path("never"), 0644);
    stage.expectLeftover(stage.path("never"));
    alice.write("¶" + stage.path("never"));
    for (int i = 0; i < 100; i++) {
      alice.say("round " + i);
      alice.expect("alice¶round " + i);
    }
    hub.awaitLog("not-opened never: has no reader");
    hub.shutDown();
    assertEquals(1, hub.counter("open-failed"));
  }

  @Test
  void a_native_client_that_has_not_opened_its_fifo_is_not_waited_for() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");
    WireClient.makeFifo(hub.directory().resolve("never"), 0600);
    stage.expectLeftover(hub.directory().resolve("never"));
    alice.write("¶never\n");
    hub.awaitLog("not-opened never: has no reader");
    alice.say("hello");
    alice.expect("alice¶hello");
  }

  @Test
  void a_client_that_registers_a_name_without_a_fifo_is_not_waited_for() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");
    alice.write("¶nothing\n");
    hub.awaitLog("not-opened nothing: does not exist");
    alice.say("hello");
    alice.expect("alice¶hello");
  }

  @Test
  void a_client_that_never_reads_stops_nobody() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off", "--linger", "0.1");
    WireClient alice = stage.join(hub, "alice");
    WireClient deaf = stage.join(hub, "deaf");
    String filler = "x".repeat(3000);
    for (int i = 0; i < 2000; i++) { // 6 MB: FIFO and queue of the deaf one overflow many times
      alice.say(i + filler);
      alice.expect("alice¶" + i + filler);
    }
    deaf.sayTo("alice", "I can still speak");
    alice.expect("deaf@alice¶I can still speak");
  }

  @Test
  void a_client_that_stands_still_gets_all_that_fits_its_queue_later() {
    HubProcess hub = stage.hub("--mode", "chat", "--presence", "off");
    WireClient alice = stage.join(hub, "alice");
    Peer frozen = stage.bashClient(hub, "frozen");
    hub.awaitLog("joined frozen");
    frozen.freeze();
    WireClient still = stage.join(hub, "still");
    String filler = "x".repeat(500);
    for (int i = 0; i < 1000; i++) { // half of the queue's bound
      alice.say(i + filler);
      alice.expect("alice¶" + i + filler);
    }
    for (int i = 0; i < 1000; i++) {
      still.expect("alice¶" + i + filler);
    }
    frozen.thaw();
    for (int i = 0; i < 1000; i++) {
      frozen.expect("alice¶" + i + filler);
    }
    frozen.leave();
  }
}
