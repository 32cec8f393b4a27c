package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a client whose queue has outgrown its bound. */
class SlowClientTest {
  private static final Effect PAUSE = new Effect.PauseInbox();
  private static final Effect RESUME = new Effect.ResumeInbox();

  @Test
  void by_default_her_backlog_is_dropped_and_a_gap_stands_in_its_place() {
    HubFixture it = new HubFixture(CHAT);
    it.join("alice");
    Session alice = it.named("alice");
    assertEquals(List.of(new Effect.DropBacklog("alice#0")), it.overflow(alice));
    assertEquals(List.of(new Effect.Direct("alice#0", "hub¶gap 7")), it.dropped(alice, 7));
    assertEquals(List.of(), it.dropped(alice, 0));
    assertEquals(7, it.hub.counters().droppedFrames());
    assertEquals(SessionState.ACTIVE, alice.state());
  }

  @Test
  void a_classic_client_has_gaps_that_nobody_tells_it_of() {
    HubFixture it = new HubFixture(CHAT.withClassic(true));
    Session classic = it.joinClassic("/tmp/c");
    assertEquals(List.of(new Effect.DropBacklog("c#0")), it.overflow(classic));
    assertEquals(List.of(), it.dropped(classic, 3));
    assertEquals(3, it.hub.counters().droppedFrames());
  }

  @Test
  void under_disconnect_she_is_closed_at_once() {
    HubFixture it = new HubFixture(CHAT.withSlowPolicy(SlowPolicy.DISCONNECT));
    it.join("alice");
    assertEquals(
        List.of(
            new Effect.Left("alice#0", Departure.SLOW),
            new Effect.Close("alice#0"),
            new Effect.Everyone("alice¶")),
        it.overflow(it.named("alice")));
    assertEquals(1, it.hub.counters().departures(Departure.SLOW));
  }

  @Test
  void under_wait_the_inbox_is_left_unread_until_all_have_drained() {
    HubFixture it = new HubFixture(CHAT.withSlowPolicy(SlowPolicy.WAIT));
    it.join("alice");
    it.join("bob");
    assertEquals(List.of(PAUSE), it.overflow(it.named("alice")));
    assertEquals(List.of(), it.overflow(it.named("alice")));
    assertEquals(List.of(), it.overflow(it.named("bob")));
    assertEquals(List.of(), it.drained(it.named("alice")));
    assertEquals(List.of(RESUME), it.drained(it.named("bob")));
    assertEquals(List.of(), it.drained(it.named("bob")));
  }

  @Test
  void under_wait_nobody_waits_for_who_dies_or_leaves() {
    HubFixture it = new HubFixture(CHAT.withSlowPolicy(SlowPolicy.WAIT));
    it.join("alice");
    String bob = it.join("bob");
    it.overflow(it.named("alice"));
    assertEquals(RESUME, it.gone(it.named("alice")).get(0));
    it.overflow(it.named("bob"));
    assertEquals(RESUME, it.write(bob + "¶\n").get(0));
    assertEquals(List.of(new Effect.Close("bob#1")), it.drained(it.named("bob")));
    it.join("carol");
    it.overflow(it.named("carol"));
    assertEquals(RESUME, it.shutdown().get(0));
  }
}
