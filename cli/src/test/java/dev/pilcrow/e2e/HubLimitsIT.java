package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bounds that a client can reach, frames of every size up to them, and racing writers. */
class HubLimitsIT {
  private static final int PIPE_BUF = 4096;
  private static final int MAX_PAYLOAD = 3840;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void one_session_too_many_is_told_that_the_hub_is_full() {
    HubProcess hub = stage.hub("--mode", "echo", "--max-sessions", "2");
    WireClient alice = stage.join(hub, "alice");
    WireClient bob = stage.join(hub, "bob");
    WireClient carol = stage.client(hub.directory(), "carol");
    carol.write("\n¶carol\n");
    carol.expect("hub¶error full the hub has no room for another client");
    carol.expectEnd();
    carol.close();
    hub.awaitLog("refused carol: full");
    alice.say("hello");
    alice.expect("alice¶hello");

    bob.goodbye();
    bob.expect("hub¶bye disconnect");
    bob.expectEnd();
    Await.until("the refused one's FIFO to go", () -> !hub.names().contains("carol"));
    stage.join(hub, "carol");
    hub.shutDown();
    assertEquals(1, hub.counter("refused"));
  }

  @Test
  void a_payload_of_the_longest_length_passes_and_a_longer_one_is_told() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");
    alice.say("x".repeat(MAX_PAYLOAD));
    alice.expect("alice¶" + "x".repeat(MAX_PAYLOAD));
    alice.say("x".repeat(MAX_PAYLOAD + 1));
    alice.expect("hub¶error too-long too long");
    alice.say("next");
    alice.expect("alice¶next");
    hub.shutDown();
    assertEquals(1, hub.counter("too-long"));
  }

  @Test
  void a_frame_of_exactly_4096_octets_is_one_and_4097_are_too_long() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");

    // Only a registration can be as long as that: its options, which nobody knows, are ignored.
    WireClient bob = stage.client(hub.directory(), "bob");
    bob.write(padded("¶bob¶option=", PIPE_BUF));
    assertTrue(bob.next().startsWith("hub¶welcome "));
    WireClient carol = stage.client(hub.directory(), "carol");
    carol.write(padded("¶carol¶option=", PIPE_BUF + 1));
    hub.awaitLog("violation -: too long");
    carol.register();

    alice.write(padded(alice.token() + "¶", PIPE_BUF));
    alice.expect("hub¶error too-long too long");
    alice.write(padded(alice.token() + "¶", PIPE_BUF + 1));
    alice.expect("hub¶error too-long too long");
    alice.write(padded("", 3 * PIPE_BUF));
    alice.say("next");
    alice.expect("alice¶next");
    hub.shutDown();
    assertEquals(4, hub.counter("too-long"));
    assertEquals(3, hub.counter("joined"));
  }

  private static String padded(String start, int octets) {
    return start + "x".repeat(octets - 1 - Stage.utf8(start).length) + "\n";
  }

  @Test
  void many_frames_in_one_write_are_as_many() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");
    String frame = alice.token() + "¶a\n";
    int count = PIPE_BUF / Stage.utf8(frame).length;
    alice.write(frame.repeat(count));
    for (int i = 0; i < count; i++) {
      alice.expect("alice¶a");
    }
  }

  @Test
  void garbage_costs_no_more_than_the_frame_that_it_touches() {
    HubProcess hub = stage.hub("--mode", "echo");
    WireClient alice = stage.join(hub, "alice");
    WireClient stranger = stage.stranger(hub);
    stranger.write("garbage\n");
    alice.say("one");
    alice.expect("alice¶one");
    stranger.write("an unfinished word"); // read dry: dropped, and never glued to what follows
    hub.awaitLog("violation -: torn tail");
    alice.say("two");
    alice.expect("alice¶two");
    stranger.write("\n\n\n\u0000\u0001¶\n@¶+\n");
    alice.say("three");
    alice.expect("alice¶three");
    hub.shutDown();
    assertEquals(1, hub.counter("torn-tail"));
    assertEquals(3, hub.counter("frames"));
  }

  @Test
  void racing_writers_lose_and_tear_nothing() {
    int writers = 8;
    int frames = 2000;
    HubProcess hub =
        stage.hub("--mode", "chat", "--presence", "off", "--slow", "wait", "--linger", "50");
    WireClient observer = stage.join(hub, "observer");
    List<Peer> racing = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      String name = (char) ('a' + i) + "-writer";
      racing.add(
          stage.python("racing_writer.py", hub.directory(), name, "observer", frames, 100 + i));
    }
    for (Peer writer : racing) {
      writer.expect("ready");
    }
    racing.forEach(writer -> writer.type("go"));

    Pattern whole = Pattern.compile("([a-h])-writer@observer¶(\\d+) \\1+");
    int[] next = new int[writers];
    for (int i = 0; i < writers * frames; i++) {
      String frame = observer.next();
      Matcher parts = whole.matcher(frame);
      assertTrue(parts.matches(), () -> "torn: " + frame);
      int writer = parts.group(1).charAt(0) - 'a';
      assertEquals(next[writer]++, Integer.parseInt(parts.group(2)), "the next of " + frame);
    }
    for (Peer writer : racing) {
      writer.expect("hub¶bye disconnect");
      assertEquals(0, writer.exitCode());
    }
    hub.shutDown();
    assertEquals((long) writers * frames, hub.counter("direct"));
    assertEquals(0, hub.counter("torn-tail"));
  }
}
