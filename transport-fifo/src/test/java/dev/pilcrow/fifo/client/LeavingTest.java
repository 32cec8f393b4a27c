package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a client that was connected ends. */
class LeavingTest {
  private static final String TOKEN = ScriptedHub.TOKEN;
  private static final long SILENCE_NANOS = ClientLimits.DEFAULT.silenceNanos();

  @RegisterExtension final ClientBench bench = new ClientBench();

  @Test
  void who_leaves_says_goodbye_behind_all_that_was_sent_and_hears_what_is_owed() {
    HubClient client = bench.connected("alice");
    client.send(null, "last".getBytes(UTF_8));
    client.leave();
    assertEquals(ClientState.LEAVING, client.state());
    assertEquals(TOKEN + "¶last\n" + TOKEN + "¶\n", bench.hub().read());
    bench.hub().say("alice¶last\nbob¶still owed\nhub¶bye disconnect\n");
    bench.hub().closeClient();
    bench.settle();

    assertEquals(
        List.of(
            "alice: last",
            "bob: still owed",
            "closed SAID_GOODBYE | the hub has answered the goodbye"),
        bench.listener.all());
  }

  @Test
  void the_goodbye_has_room_in_a_full_queue() {
    HubClient client = full(5000);
    client.leave();
    assertEquals(5000 + TOKEN.length() + 3, client.queuedOctets());
    StringBuilder read = new StringBuilder();
    while (client.queuedOctets() > 0) {
      read.append(bench.hub().read());
      bench.settle();
    }
    read.append(bench.hub().read());

    assertTrue(read.toString().endsWith("¶\\-\n" + TOKEN + "¶\n"));
    assertEquals(List.of(), bench.listener.all(), "no room is told to who leaves");
  }

  @Test
  void leaving_twice_is_leaving_once() {
    HubClient client = bench.connected("alice");
    client.leave();
    client.leave();
    bench.settle();

    assertEquals(TOKEN + "¶\n", bench.hub().read());
  }

  @Test
  void a_hub_that_does_not_answer_is_not_waited_for_for_ever() {
    HubClient client = bench.connected("alice");
    client.leave();
    bench.advance(SILENCE_NANOS - 1);
    assertEquals(ClientState.LEAVING, client.state());
    assertEquals(1, client.timeoutNanos());
    bench.advance(1);

    assertEquals(
        List.of("closed TIMED_OUT | the hub has not answered the goodbye"), bench.listener.all());
  }

  @Test
  void as_long_as_anything_goes_either_way_the_goodbye_is_waited_for() {
    HubClient client = full(50_000);
    client.leave();
    while (client.queuedOctets() > 0) {
      bench.advance(SILENCE_NANOS - 1);
      bench.hub().read();
      bench.settle();
    }
    for (int i = 0; i < 10; i++) {
      bench.advance(SILENCE_NANOS - 1);
      bench.hub().say("bob¶slow\n");
      bench.settle();
    }
    assertEquals(ClientState.LEAVING, client.state());
    bench.hub().say("hub¶bye disconnect\n");
    bench.settle();

    assertEquals(CloseReason.SAID_GOODBYE, client.closeReason());
  }

  @Test
  void a_hub_that_dies_while_the_goodbye_is_under_way_has_gone() {
    HubClient client = bench.connected("alice");
    client.leave();
    bench.hub().say("bob¶owed\n").die();
    bench.settle();

    assertEquals(
        List.of("bob: owed", "closed HUB_GONE | the hub has gone without a goodbye"),
        bench.listener.all());
  }

  @Test
  void a_hub_that_dies_has_gone() {
    HubClient client = bench.connected("alice");
    bench.hub().die();
    bench.settle();

    assertEquals(
        List.of("closed HUB_GONE | the hub has gone without a goodbye"), bench.listener.all());
    assertEquals(CloseReason.HUB_GONE, client.closeReason());
  }

  @Test
  void a_client_that_the_hub_lets_go_is_told_that_the_hub_lives() {
    bench.connected("alice");
    bench.hub().closeClient();
    bench.settle();

    assertEquals(1, bench.listener.all().size());
    String told = bench.listener.all().get(0);
    assertTrue(told.startsWith("closed HUB_GONE | the hub has closed this client's FIFO"), told);
  }

  @Test
  void a_hub_whose_inbox_goes_first_is_heard_out() {
    HubClient client = bench.connected("alice");
    bench.hub().closeInbox();
    bench.settle();
    assertEquals(ClientState.LEAVING, client.state());
    assertEquals(SendResult.NOT_CONNECTED, client.send(null, new byte[1]));
    bench.hub().say("bob¶late\nhub¶bye shutdown\n");
    bench.settle();

    assertEquals(
        List.of("bob: late", "closed HUB_SHUT_DOWN | the hub has said bye: shutdown"),
        bench.listener.all());
  }

  @Test
  void a_hub_whose_inbox_has_gone_and_that_says_nothing_has_gone() {
    bench.connected("alice");
    bench.hub().closeInbox();
    bench.settle();
    bench.advance(SILENCE_NANOS);

    assertEquals(
        List.of("closed HUB_GONE | the hub has gone without a goodbye"), bench.listener.all());
  }

  @Test
  void a_hub_that_shuts_down_says_so() {
    HubClient client = bench.connected("alice");
    bench.hub().say("hub¶bye shutdown\n");
    bench.settle();

    assertEquals(
        List.of("closed HUB_SHUT_DOWN | the hub has said bye: shutdown"), bench.listener.all());
    assertEquals(CloseReason.HUB_SHUT_DOWN, client.closeReason());
  }

  @Test
  void close_says_what_it_can_without_waiting() throws IOException {
    HubClient client = bench.connected("alice");
    client.send(null, "last".getBytes(UTF_8));
    client.close();

    assertEquals(TOKEN + "¶last\n" + TOKEN + "¶\n", bench.hub().read());
    assertEquals(List.of("hub"), bench.files());
    assertEquals(
        List.of("closed CLOSED_HERE | closed without waiting for the hub's goodbye"),
        bench.listener.all());
  }

  @Test
  void close_says_goodbye_where_what_is_queued_does_not_fit() {
    HubClient client = bench.connected("alice");
    int filled = bench.hub().narrow().fill();
    byte[] read = bench.hub().readOctets(filled);
    assertEquals(4096, read.length);
    client.send(null, new byte[1000]);
    client.flush();
    for (int i = 0; i < 10; i++) {
      client.send(null, new byte[1000]);
    }
    client.close();

    String told = bench.hub().read();
    assertTrue(told.endsWith("\n" + TOKEN + "¶\n"), told);
  }

  @Test
  void close_does_not_wait_for_a_full_inbox() {
    HubClient client = full(5000);
    client.close();

    assertEquals(ClientState.CLOSED, client.state());
    assertTrue(bench.hub().read().isBlank());
  }

  @Test
  void closing_twice_is_closing_once() {
    HubClient client = bench.connected("alice");
    client.close();
    client.close();
    client.leave();
    client.flush();
    client.onTick(Long.MAX_VALUE);

    assertEquals(1, bench.listener.all().size());
    assertEquals(TOKEN + "¶\n", bench.hub().read());
  }

  @Test
  void close_while_leaving_says_goodbye_once() {
    HubClient client = bench.connected("alice");
    client.leave();
    client.close();

    assertEquals(TOKEN + "¶\n", bench.hub().read());
    assertEquals(CloseReason.CLOSED_HERE, client.closeReason());
  }

  @Test
  void a_fifo_that_has_become_somebody_elses_is_left_alone() throws IOException {
    HubClient client = bench.connected("alice");
    Files.delete(bench.path("alice"));
    Files.createFile(bench.path("alice"));
    client.close();

    assertEquals(List.of("alice", "hub"), bench.files());
    Files.delete(bench.path("alice"));
  }

  @Test
  void a_name_is_free_again_at_once() {
    bench.connected("alice").close();
    bench.hub().read();
    bench.hub().closeClient();

    bench.connected("alice");
  }

  /** A client with a full queue, before an inbox that takes nothing. */
  private HubClient full(int queueOctets) {
    HubClient client =
        bench.connected(
            bench.options("alice").withLimits(ClientLimits.DEFAULT.withQueueOctets(queueOctets)));
    bench.hub().narrow().fill();
    client.send(null, new byte[1000]);
    bench.settle();
    while (client.remainingOctets() > 1000) {
      client.send(null, new byte[500]);
    }
    client.send(null, new byte[client.remainingOctets() - 2 * TOKEN.length() - 8]);
    client.send(null, new byte[0]);
    assertEquals(0, client.remainingOctets());
    client.send(null, new byte[0]);
    return client;
  }
}
