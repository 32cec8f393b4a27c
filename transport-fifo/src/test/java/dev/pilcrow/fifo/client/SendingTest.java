package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Errno;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a connected client writes to the inbox, when, and what becomes of what does not fit. */
class SendingTest {
  private static final String TOKEN = ScriptedHub.TOKEN;

  /** What a frame to nobody in particular costs beside its payload: token, separator, LF. */
  private static final int OVERHEAD = 16 + 2 + 1;

  @RegisterExtension final ClientBench bench = new ClientBench();

  @Test
  void messages_go_to_whom_they_are_addressed() {
    HubClient client = bench.connected("alice");
    send(client, null, "to all");
    send(client, "bob", "to bob");
    send(client, "everyone", "to everyone");
    bench.settle();

    assertEquals(
        TOKEN + "¶to all\n" + TOKEN + "@bob¶to bob\n" + TOKEN + "@everyone¶to everyone\n",
        bench.hub().read());
    assertEquals(3, client.counters().messagesSent());
  }

  @Test
  void any_octets_can_be_sent_and_none_too() {
    HubClient client = bench.connected("alice");
    send(client, null, "a\nb\\c¶d");
    send(client, null, "");
    bench.settle();

    assertEquals(TOKEN + "¶a\\nb\\\\c¶d\n" + TOKEN + "¶\\-\n", bench.hub().read());
  }

  @Test
  void of_a_buffer_what_lies_between_position_and_limit_is_sent_and_they_stay() {
    HubClient client = bench.connected("alice");
    ByteBuffer buffer = ByteBuffer.wrap("[middle]".getBytes(UTF_8)).position(1).limit(7);
    assertEquals(SendResult.QUEUED, client.send(null, buffer));
    bench.settle();

    assertEquals(TOKEN + "¶middle\n", bench.hub().read());
    assertEquals(1, buffer.position());
    assertEquals(7, buffer.limit());
  }

  @Test
  void commands_go_to_the_hub() {
    HubClient client = bench.connected("alice");
    assertEquals(SendResult.QUEUED, client.who());
    assertEquals(SendResult.QUEUED, client.ping("are you there?"));
    assertEquals(SendResult.QUEUED, client.ping(""));
    bench.settle();

    assertEquals(
        TOKEN + "@hub¶who\n" + TOKEN + "@hub¶ping are you there?\n" + TOKEN + "@hub¶ping\n",
        bench.hub().read());
  }

  @Test
  void a_command_is_one_frame() {
    HubClient client = bench.connected("alice");
    assertEquals(SendResult.QUEUED, client.ping("x".repeat(3835)));
    assertThrows(IllegalArgumentException.class, () -> client.ping("x".repeat(3836)));
    assertThrows(IllegalArgumentException.class, () -> client.ping("\n".repeat(1918)));
  }

  @Test
  void recipients_that_cannot_be_are_the_callers_mistake() {
    HubClient client = bench.connected("alice");
    for (String recipient : List.of("", "hub", "a b", "é")) {
      assertThrows(
          IllegalArgumentException.class, () -> client.send(recipient, new byte[1]), recipient);
    }
  }

  @Test
  void nothing_is_written_before_the_tick_and_then_by_one_call() {
    HubClient client = bench.connected("alice");
    bench.kernel.writeLengths().clear();
    for (int i = 0; i < 100; i++) {
      send(client, null, "message " + i % 10);
    }
    assertEquals("", bench.hub().read());
    assertEquals(0, client.timeoutNanos());
    assertTrue(client.hasDeadline());
    assertTrue(client.nextDeadlineNanos() - bench.kernel.kernel().nanoTime() <= 0);

    bench.turn();

    assertEquals(100, ScriptedHub.lines(bench.hub().read()).size());
    assertEquals(List.of(100 * (OVERHEAD + 9)), bench.kernel.writeLengths());
    assertFalse(client.hasDeadline());
  }

  @Test
  void flush_writes_at_once() {
    HubClient client = bench.connected("alice");
    send(client, null, "now");
    client.flush();

    assertEquals(TOKEN + "¶now\n", bench.hub().read());
    assertFalse(client.hasDeadline());
  }

  @Test
  void a_write_is_whole_frames_and_never_longer_than_the_kernel_keeps_together() {
    HubClient client = bench.connected("alice");
    bench.hub().narrow(); // holds one page, so each read gives what was written together
    for (int length = 0; length < 3000; length += 7) {
      send(client, length % 2 == 0 ? null : "bob", "x".repeat(length));
    }
    while (client.queuedOctets() > 0) {
      bench.settle();
      byte[] octets = bench.hub().readOctets(4096);
      assertEquals('\n', octets[octets.length - 1]);
    }

    List<Integer> lengths = bench.kernel.writeLengths();
    assertTrue(lengths.stream().allMatch(length -> length <= 4096), lengths::toString);
    assertTrue(lengths.stream().filter(length -> length > 3000).count() > 100, lengths::toString);
  }

  @Test
  void a_long_message_goes_in_parts() {
    HubClient client = bench.connected("alice");
    send(client, "bob", "x".repeat(2 * 3840 + 1));
    bench.settle();

    assertEquals(
        List.of(
            TOKEN + "@bob+¶" + "x".repeat(3840),
            TOKEN + "@bob++¶" + "x".repeat(3840),
            TOKEN + "@bob+.¶x"),
        ScriptedHub.lines(bench.hub().read()));
  }

  @Test
  void parts_are_no_longer_than_the_hub_allows() {
    HubClient client = bench.connect("alice");
    bench.hub().read();
    bench.hub().open("alice").say("hub¶welcome " + TOKEN + " v=1 mode=chat payload=10 epoch=1\n");
    bench.settle();
    send(client, null, "0123456789abcdef");
    bench.settle();

    assertEquals(
        List.of(TOKEN + "+¶0123456789", TOKEN + "+.¶abcdef"),
        ScriptedHub.lines(bench.hub().read()));
  }

  @Test
  void frames_are_no_longer_than_the_hub_reads() {
    HubClient client = bench.connect("alice");
    bench.hub().read();
    bench.hub().open("alice").say("hub¶welcome " + TOKEN + " v=1 mode=chat frame=138 epoch=1\n");
    bench.settle();
    send(client, null, "01234");
    bench.settle();

    assertEquals(List.of(TOKEN + "+¶0123", TOKEN + "+.¶4"), ScriptedHub.lines(bench.hub().read()));
  }

  @Test
  void nothing_can_be_sent_before_the_welcome_or_after_the_end() {
    HubClient client = bench.connect("alice");
    assertEquals(SendResult.NOT_CONNECTED, client.send(null, new byte[1]));
    assertEquals(SendResult.NOT_CONNECTED, client.who());
    assertFalse(client.canSend());
    bench.hub().welcome("alice");
    bench.settle();
    assertTrue(client.canSend());
    client.leave();
    assertEquals(SendResult.NOT_CONNECTED, client.send(null, new byte[1]));
    assertFalse(client.canSend());
    client.close();
    assertEquals(SendResult.NOT_CONNECTED, client.ping(""));
  }

  @Test
  void the_queue_takes_messages_up_to_its_bound_exactly() {
    HubClient client = blocked(5_000);
    int rest = 5_000 - client.queuedOctets();
    assertEquals(rest, client.remainingOctets());

    assertEquals(SendResult.NO_ROOM, client.send(null, new byte[rest - OVERHEAD + 1]));
    assertEquals(rest, client.remainingOctets());
    assertEquals(SendResult.QUEUED, client.send(null, new byte[rest - OVERHEAD]));
    assertEquals(0, client.remainingOctets());
    assertEquals(SendResult.NO_ROOM, client.send(null, new byte[0]));
    assertEquals(5_000, client.queuedOctets());
  }

  @Test
  void a_message_in_parts_is_queued_whole_or_not_at_all() {
    HubClient client = blocked(13_000);
    int rest = client.remainingOctets();
    // three parts, of which the first is marked by one octet, the others by two
    int fits = rest - 3 * OVERHEAD - 5;
    assertTrue(fits > 2 * 3840 && fits <= 3 * 3840, "the test is about three parts");

    assertEquals(SendResult.NO_ROOM, client.send(null, new byte[fits + 1]));
    assertEquals(rest, client.remainingOctets());
    assertEquals(SendResult.QUEUED, client.send(null, new byte[fits]));
    assertEquals(0, client.remainingOctets());
  }

  @Test
  void a_message_that_would_never_fit_is_the_callers_mistake() {
    HubClient client =
        bench.connected(
            bench.options("alice").withLimits(ClientLimits.DEFAULT.withQueueOctets(5000)));
    int most = 5000 - 2 * OVERHEAD - 3;

    assertThrows(IllegalArgumentException.class, () -> client.send(null, new byte[most + 1]));
    assertThrows(IllegalArgumentException.class, () -> client.send(null, new byte[5001]));
    assertEquals(0, client.queuedOctets());
    assertEquals(SendResult.QUEUED, client.send(null, new byte[most]));
  }

  @Test
  void room_is_told_once_when_what_was_refused_would_fit() {
    HubClient client = blocked(10_000);
    fillUp(client, 100);
    assertEquals(List.of(), bench.listener.take());

    bench.hub().read();
    bench.settle();
    assertEquals(List.of("room"), bench.listener.take());
    bench.hub().read();
    bench.settle();
    assertEquals(List.of(), bench.listener.take());
    assertTrue(client.canSend());
  }

  @Test
  void room_is_never_told_within_send() {
    HubClient client = blocked(10_000);
    fillUp(client, 100);
    List<Integer> depths = new ArrayList<>();
    int[] depth = {0};
    IntConsumer send =
        length -> {
          depth[0]++;
          client.send(null, new byte[length]);
          depth[0]--;
        };
    bench.listener =
        new RecordingListener() {
          @Override
          public void onRoom() {
            depths.add(depth[0]);
            send.accept(1);
          }
        };
    bench.hub().read();
    client.flush();
    send.accept(5000);
    assertEquals(List.of(), depths);
    bench.settle();

    assertEquals(List.of(), bench.listener.all());
  }

  @Test
  void who_asks_for_room_in_the_middle_of_it_is_served_by_the_tick() {
    HubClient client = blocked(10_000);
    fillUp(client, 100);
    bench.hub().read();
    client.flush();
    assertEquals(0, client.timeoutNanos());
    bench.settle();

    assertEquals(List.of("room"), bench.listener.take());
  }

  @Test
  void what_a_full_inbox_did_not_take_is_written_when_it_is_read() {
    HubClient client = blocked(1 << 20);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      send(client, null, "late " + i);
      expected.add(TOKEN + "¶late " + i);
    }
    StringBuilder read = new StringBuilder();
    while (client.queuedOctets() > 0) {
      read.append(bench.hub().read());
      bench.settle();
    }
    read.append(bench.hub().read());

    List<String> lines = ScriptedHub.lines(read.toString());
    assertEquals(expected, lines.subList(lines.size() - 1000, lines.size()));
  }

  @Test
  void an_interrupted_write_is_tried_again() {
    HubClient client = bench.connected("alice");
    bench.kernel.fail("write", 0, Errno.EINTR);
    send(client, null, "again");
    bench.settle();

    assertEquals(TOKEN + "¶again\n", bench.hub().read());
  }

  @Test
  void a_write_that_fails_ends_the_client() {
    HubClient client = bench.connected("alice");
    bench.kernel.fail("write", 0, Errno.EIO);
    send(client, null, "lost");
    bench.settle();

    assertEquals(
        List.of("closed LOCAL_FAILURE | the hub's inbox: input/output error (write: EIO)"),
        bench.listener.all());
  }

  @Test
  void a_broken_pipe_is_found_by_writing_too() {
    HubClient client = bench.connected("alice");
    bench.hub().die();
    send(client, null, "lost");
    client.flush();
    assertEquals(ClientState.LEAVING, client.state());
    bench.settle();

    assertEquals(
        List.of("closed HUB_GONE | the hub has gone without a goodbye"), bench.listener.all());
  }

  @Test
  void what_is_sent_may_be_changed_afterwards() {
    HubClient client = bench.connected("alice");
    byte[] message = "before".getBytes(UTF_8);
    client.send(null, message);
    message[0] = 'X';
    bench.settle();

    assertArrayEquals((TOKEN + "¶before\n").getBytes(UTF_8), bench.hub().readOctets(100));
  }

  /** A client whose inbox takes nothing more, with something in its queue. */
  private HubClient blocked(int queueOctets) {
    HubClient client =
        bench.connected(
            bench.options("alice").withLimits(ClientLimits.DEFAULT.withQueueOctets(queueOctets)));
    bench.hub().narrow().fill();
    send(client, null, "x".repeat(3000));
    bench.settle();
    assertEquals(3000 + OVERHEAD, client.queuedOctets());
    return client;
  }

  private static void fillUp(HubClient client, int length) {
    while (client.send(null, new byte[length]) == SendResult.QUEUED) {}
  }

  private static void send(HubClient client, @Nullable String recipient, String message) {
    assertEquals(SendResult.QUEUED, client.send(recipient, message.getBytes(UTF_8)));
  }
}
