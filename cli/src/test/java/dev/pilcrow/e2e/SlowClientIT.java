package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code --slow} promises about a client that stops reading, counted to the frame. */
class SlowClientIT {
  private static final int FRAMES = 2000;
  private static final String FILLER = "x".repeat(1000);

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void gap_tells_exactly_how_many_frames_are_missing_and_where() {
    HubProcess hub =
        stage.hub("--mode", "chat", "--presence", "off", "--slow", "gap", "--queue", "256K");
    WireClient alice = stage.join(hub, "alice");
    WireClient bob = stage.join(hub, "bob");
    WireClient slow = stage.join(hub, "slow");
    for (int i = 0; i < FRAMES; i++) {
      alice.say(i + FILLER);
      alice.expect("alice¶" + i + FILLER); // the others get everything
      bob.expect("alice¶" + i + FILLER);
    }

    int next = 0;
    long missing = 0;
    while (next < FRAMES) {
      String frame = slow.next();
      if (frame.startsWith("hub¶gap ")) {
        long gap = Long.parseLong(frame.substring("hub¶gap ".length()));
        assertTrue(gap > 0, frame);
        missing += gap;
        next += (int) gap;
      } else {
        assertEquals("alice¶" + next, frame.replace(FILLER, ""));
        next++;
      }
    }
    assertEquals(FRAMES, next);
    assertTrue(missing > 0, "its queue never overflowed");
    alice.say("after");
    slow.expect("alice¶after");
    hub.shutDown();
    assertEquals(missing, hub.counter("dropped"));
  }

  @Test
  void disconnect_closes_the_slow_one_and_nobody_else_notices() {
    HubProcess hub = stage.hub("--mode", "chat", "--slow", "disconnect", "--queue", "256K");
    WireClient alice = stage.join(hub, "alice");
    WireClient slow = stage.join(hub, "slow");
    alice.expect("¶slow");
    int closedAt = -1;
    for (int i = 0; i < FRAMES; i++) {
      alice.say(i + FILLER);
      String frame = alice.next();
      if (frame.equals("slow¶")) {
        assertEquals(-1, closedAt, "gone twice");
        closedAt = i;
        frame = alice.next();
      }
      assertEquals("alice¶" + i, frame.replace(FILLER, ""));
    }
    assertTrue(closedAt > 0, "its queue never overflowed");
    hub.awaitLog("left slow: too slow");
    String[] received = slow.drain().replace(FILLER, "").split("\n", -1);
    int whole = received.length - 1; // the last one may be torn: it was closed at once
    assertTrue(whole < closedAt, "it got more than there was");
    for (int i = 0; i < whole; i++) {
      assertEquals("alice¶" + i, received[i]);
    }
    assertTrue(Files.notExists(slow.path()));
    slow.say("a word from beyond");
    hub.awaitLog("violation -: unknown token");
  }

  @Test
  void wait_loses_nothing_and_lets_the_writer_wait() {
    HubProcess hub =
        stage.hub("--mode", "chat", "--presence", "off", "--slow", "wait", "--queue", "256K");
    WireClient slow = stage.join(hub, "slow");
    WireClient quick = stage.join(hub, "quick");
    Peer writer = stage.python("racing_writer.py", hub.directory(), "writer", "slow", FRAMES, 1);
    writer.expect("ready");
    writer.type("go");
    writer.awaitBlockedInWrite();
    // Only the reading of the inbox stands still: who dies meanwhile is reaped.
    quick.close();
    hub.awaitLog("left quick: reader gone");

    for (int i = 0; i < FRAMES; i++) {
      String frame = slow.next();
      assertTrue(frame.startsWith("writer@slow¶" + i + " w"), () -> "torn or lost: " + frame);
    }
    writer.expect("hub¶bye disconnect");
    assertEquals(0, writer.exitCode());
    assertEquals(Optional.empty(), slow.poll());
    hub.shutDown();
    assertEquals(0, hub.counter("dropped"));
  }

  @Test
  void a_writer_that_waits_goes_on_when_the_slow_one_dies() {
    HubProcess hub =
        stage.hub("--mode", "chat", "--presence", "off", "--slow", "wait", "--queue", "256K");
    WireClient slow = stage.join(hub, "slow");
    Peer writer = stage.python("racing_writer.py", hub.directory(), "writer", "slow", FRAMES, 2);
    writer.expect("ready");
    writer.type("go");
    writer.awaitBlockedInWrite();
    slow.close();
    hub.awaitLog("left slow: reader gone");
    writer.expect("hub¶bye disconnect");
    assertEquals(0, writer.exitCode());
  }
}
