package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Errno;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a connected client makes of what it reads. */
class ReceivingTest {
  @RegisterExtension final ClientBench bench = new ClientBench();

  @Test
  void messages_are_told_with_sender_and_recipient() {
    HubClient client = hears("bob¶hello\nbob@alice¶just you\nbob@everyone¶all of you\nbob¶\\-\n");

    assertTold("bob: hello", "bob@alice: just you", "bob@everyone: all of you", "bob: ");
    assertEquals(4, client.counters().messagesReceived());
  }

  @Test
  void escapes_are_undone() {
    hears("bob¶two\\nlines, one \\\\, one ¶\n");

    assertTold("bob: two\nlines, one \\, one ¶");
  }

  @Test
  void coming_and_going_is_told() {
    hears("¶bob\n¶carol¶option=1\nbob¶\n");

    assertTold("joined bob", "joined carol", "left bob");
  }

  @Test
  void the_hub_itself_is_understood() {
    hears(
        """
        hub¶error no-such-name bob is not here
        hub¶error odd
        hub¶gap 17
        hub¶pong a b
        hub¶pong
        hub¶who alice bob
        """);

    assertTold(
        "error no-such-name | bob is not here",
        "error odd | ",
        "gap 17",
        "pong a b",
        "pong ",
        "who [alice, bob]");
  }

  @Test
  void an_answer_in_parts_is_one_answer() {
    hears("hub+¶who ali\nbob¶between\nhub++¶ce bo\nhub+.¶b carol\n");

    assertTold("bob: between", "who [alice, bob, carol]");
  }

  @Test
  void what_the_hub_says_that_is_unknown_is_ignored() {
    HubClient client = hears("hub¶news of tomorrow\nhub¶gap many\nhub¶" + "\nhub¶welcome again\n");

    assertTold("left hub");
    assertEquals(3, client.counters().ignored());
  }

  @Test
  void garbage_costs_the_frame_that_it_touches() {
    HubClient client = hears("bob¶one\nno frame\n@¶x\n\n\nbob@alice¶\nbob¶two\n");

    assertTold("bob: one", "bob: two");
    assertEquals(3, client.counters().violations());
  }

  @Test
  void a_frame_may_come_octet_by_octet() {
    bench.connected("alice");
    for (byte octet : "bob¶piece by piece\n¶carol\n".getBytes(UTF_8)) {
      bench.hub().sayOctets(new byte[] {octet});
      bench.settle();
    }

    assertTold("bob: piece by piece", "joined carol");
  }

  @Test
  void an_overlong_frame_is_dropped_wherever_it_is_cut() {
    HubClient client = bench.connected("alice");
    for (int i = 0; i < 9; i++) {
      bench.hub().say("x".repeat(1000));
      bench.settle();
    }
    bench.hub().say("\nbob¶next\n");
    bench.settle();

    assertTold("bob: next");
    assertEquals(1, client.counters().violations());
  }

  @Test
  void messages_in_parts_may_interleave() {
    hears(
        """
        bob+¶one
        bob@alice+¶uno
        carol+¶1
        bob++¶two
        bob¶whole
        carol+.¶2
        bob@alice+.¶due
        bob+.¶three
        """);

    assertTold("bob: whole", "carol: 12", "bob@alice: unodue", "bob: onetwothree");
  }

  @Test
  void a_gap_discards_what_is_open() {
    HubClient client = hears("bob+¶one \nhub¶gap 1\nbob+.¶two\nbob¶new\n");

    assertTold("gap 1", "bob: new");
    assertEquals(1, client.counters().strayParts());
    assertEquals(1, client.counters().missingFrames());
  }

  @Test
  void a_senders_going_discards_what_she_had_open() {
    hears("bob+¶one \ncarol+¶uno \nbob¶\nbob+.¶two\ncarol+.¶due\n");

    assertTold("left bob", "carol: uno due");
  }

  @Test
  void a_message_longer_than_the_bound_is_dropped() {
    HubClient client =
        hears(
            ClientLimits.DEFAULT.withMessages(64, 5),
            "bob¶12345\nbob¶123456\nbob+¶123\nbob+.¶456\nbob+¶123\nbob+.¶45\n");

    assertTold("bob: 12345", "bob: 12345");
    assertEquals(2, client.counters().droppedMessages());
  }

  @Test
  void too_many_open_messages_cost_the_one_longest_without_a_part() {
    HubClient client =
        hears(
            ClientLimits.DEFAULT.withMessages(2, 100),
            "a+¶1\nb+¶1\na++¶2\nc+¶1\na+.¶3\nb+.¶2\nc+.¶2\n");

    assertTold("a: 123", "c: 12");
    assertEquals(1, client.counters().droppedMessages());
  }

  @Test
  void a_flood_is_read_a_bounded_amount_a_turn() {
    ClientLimits limits = ClientLimits.DEFAULT.withReadOctets(70);
    bench.connected(bench.options("alice").withLimits(limits));
    bench.hub().say("bob¶1234\n".repeat(100));

    bench.turn();
    assertEquals(7, bench.listener.take().size());
    bench.turn();
    assertEquals(7, bench.listener.take().size());
    bench.settle();
    assertEquals(86, bench.listener.take().size());
  }

  @Test
  void an_interrupted_read_is_tried_again() {
    bench.connected("alice");
    bench.kernel.fail("read", 0, Errno.EINTR);
    bench.hub().say("bob¶hello\n");
    bench.turn();

    assertTold("bob: hello");
  }

  @Test
  void a_read_that_fails_ends_the_client() {
    bench.connected("alice");
    bench.kernel.fail("read", 0, Errno.EIO);
    bench.hub().say("bob¶hello\n");
    bench.settle();

    assertTold("closed LOCAL_FAILURE | the FIFO of alice: input/output error (read: EIO)");
  }

  @Test
  void an_unfinished_frame_at_the_end_is_dropped() {
    HubClient client = hears("bob¶whole\nbob¶torn");
    bench.hub().die();
    bench.settle();

    assertTold("bob: whole", "closed HUB_GONE | the hub has gone without a goodbye");
    assertEquals(1, client.counters().violations());
  }

  @Test
  void nothing_is_told_after_the_end() {
    HubClient client = hears("bob¶one\nhub¶bye shutdown\nbob¶two\n¶carol\nhub¶gap 1\ncarol¶\n");

    assertTold("bob: one", "closed HUB_SHUT_DOWN | the hub has said bye: shutdown");
    assertEquals(CloseReason.HUB_SHUT_DOWN, client.closeReason());
  }

  @Test
  void a_listener_may_close_its_client() throws IOException {
    HubClient[] client = {null};
    bench.listener =
        new RecordingListener() {
          @Override
          public void onMessage(String sender, @Nullable String recipient, byte[] message) {
            super.onMessage(sender, recipient, message);
            client[0].close();
          }
        };
    client[0] = bench.connected("alice");
    bench.hub().say("bob¶one\nbob¶two\n¶carol\nhub¶pong\n");
    bench.settle();

    assertTold("bob: one", "closed CLOSED_HERE | closed without waiting for the hub's goodbye");
    assertEquals(List.of("hub"), bench.files());
  }

  @Test
  void a_listener_may_answer() {
    HubClient[] client = {null};
    bench.listener =
        new RecordingListener() {
          @Override
          public void onMessage(String sender, @Nullable String recipient, byte[] message) {
            client[0].send(sender, message);
          }
        };
    client[0] = bench.connected("alice");
    bench.hub().say("bob¶one\ncarol¶two\n");
    bench.settle();

    assertEquals(
        List.of(ScriptedHub.TOKEN + "@bob¶one", ScriptedHub.TOKEN + "@carol¶two"),
        ScriptedHub.lines(bench.hub().read()));
  }

  @Test
  void a_listener_that_throws_ends_its_client_and_the_exception_goes_on() throws IOException {
    bench.listener =
        new RecordingListener() {
          @Override
          public void onJoined(String name) {
            throw new IllegalStateException("I do not like " + name);
          }
        };
    HubClient client = bench.connected("alice");
    bench.hub().say("¶bob\n¶carol\n");

    IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> bench.settle());
    assertEquals("I do not like bob", thrown.getMessage());
    assertEquals(ClientState.CLOSED, client.state());
    assertEquals(List.of("hub"), bench.files());
    assertEquals(1, bench.listener.all().size());
    assertTrue(bench.listener.all().get(0).startsWith("closed LOCAL_FAILURE | "));
  }

  private HubClient hears(String octets) {
    return hears(ClientLimits.DEFAULT, octets);
  }

  private HubClient hears(ClientLimits limits, String octets) {
    HubClient client = bench.connected(bench.options("alice").withLimits(limits));
    bench.hub().say(octets);
    bench.settle();
    return client;
  }

  private void assertTold(String... lines) {
    assertEquals(List.of(lines), bench.listener.all());
  }
}
