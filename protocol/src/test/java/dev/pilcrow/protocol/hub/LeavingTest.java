package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How sessions end, and the hub. */
class LeavingTest {
  private final HubFixture it = new HubFixture(CHAT);

  @Test
  void a_goodbye_is_answered_behind_all_that_was_said_before_and_the_others_see_it_there() {
    String alice = it.join("alice");
    it.join("bob");
    assertEquals(
        List.of(
            new Effect.Everyone("alice¶last words"),
            new Effect.Left("alice#0", Departure.DISCONNECT),
            new Effect.Direct("alice#0", "hub¶bye disconnect"),
            new Effect.Finish("alice#0"),
            new Effect.Everyone("alice¶")),
        it.write(alice + "¶last words\n", alice + "¶\n"));
    assertEquals(List.of(new Effect.Close("alice#0")), it.drained(it.named("alice")));
    assertEquals(1, it.hub.counters().departures(Departure.DISCONNECT));
  }

  @Test
  void a_token_is_worth_nothing_behind_its_goodbye_though_it_spoke_last() {
    String alice = it.join("alice");
    it.join("bob");
    it.write(alice + "¶one\n", alice + "¶\n");
    assertEquals(
        List.of(new Effect.Violated(Violation.UNKNOWN_TOKEN, null)), it.write(alice + "¶two\n"));
    it.drained(it.named("alice"));
    String again = it.join("alice");
    assertEquals(
        List.of(new Effect.Violated(Violation.UNKNOWN_TOKEN, null)), it.write(alice + "¶three\n"));
    assertEquals(List.of(new Effect.Everyone("alice¶four")), it.write(again + "¶four\n"));
  }

  @Test
  void speakers_in_turn_are_each_heard_under_their_own_name() {
    String alice = it.join("alice");
    String bob = it.join("bob");
    assertEquals(
        List.of(
            new Effect.Everyone("alice¶1"),
            new Effect.Everyone("alice¶2"),
            new Effect.Everyone("bob¶3"),
            new Effect.Everyone("alice¶4")),
        it.write(alice + "¶1\n", alice + "¶2\n", bob + "¶3\n", alice + "¶4\n"));
  }

  @Test
  void who_dies_while_leaving_is_closed_and_not_mourned_twice() {
    it.write(it.join("alice") + "¶\n");
    assertEquals(List.of(new Effect.Close("alice#0")), it.gone(it.named("alice")));
    assertEquals(0, it.hub.counters().departures(Departure.GONE));
    assertFalse(it.hub.hasDeadline());
  }

  @Test
  void nothing_more_happens_to_who_is_leaving_and_slow() {
    it.write(it.join("alice") + "¶\n");
    assertEquals(List.of(), it.overflow(it.named("alice")));
  }

  @Test
  void at_shutdown_each_is_told_goodbye_and_nobody_of_the_others() {
    it.join("alice");
    it.join("bob");
    List<Effect> effects = it.shutdown();
    assertEquals(
        List.of(
            new Effect.Left("alice#0", Departure.SHUTDOWN),
            new Effect.Direct("alice#0", "hub¶bye shutdown"),
            new Effect.Finish("alice#0"),
            new Effect.Left("bob#1", Departure.SHUTDOWN),
            new Effect.Direct("bob#1", "hub¶bye shutdown"),
            new Effect.Finish("bob#1")),
        effects);
    assertEquals(List.of(), it.shutdown(), "said twice it is said once");
    assertFalse(it.hub.isFinished());
    it.drained(it.named("alice"));
    assertFalse(it.hub.isFinished());
    it.nowNanos += HubLimits.DEFAULT.lingerNanos();
    assertEquals(List.of(new Effect.Close("bob#1")), it.tick());
    assertTrue(it.hub.isFinished());
  }

  @Test
  void who_is_leaving_at_shutdown_keeps_her_own_deadline() {
    String alice = it.join("alice");
    it.write(alice + "¶\n");
    long deadlineNanos = it.hub.nextDeadlineNanos();
    it.nowNanos += 1_000;
    assertEquals(List.of(), it.shutdown());
    assertEquals(deadlineNanos, it.hub.nextDeadlineNanos());
  }

  @Test
  void an_empty_hub_ends_if_it_has_served_and_is_to_exit_then() {
    HubFixture exits = new HubFixture(CHAT.withExitWhenEmpty(true));
    assertFalse(exits.hub.isFinished(), "nobody has come yet");
    exits.write("\n¶alice\n");
    exits.passEnd();
    exits.openFailed(exits.at(0), OpenFailure.MISSING);
    assertFalse(exits.hub.isFinished(), "nobody has got in yet");
    exits.join("alice");
    assertFalse(exits.hub.isFinished());
    exits.gone(exits.named("alice"));
    assertTrue(exits.hub.isFinished());
    it.join("alice");
    it.gone(it.named("alice"));
    assertFalse(it.hub.isFinished(), "it is to stay");
  }
}
