package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A name that somebody holds is asked for again. */
class ContestedNameTest {
  private final HubFixture it = new HubFixture(CHAT);

  @Test
  void a_holder_who_has_died_is_reaped_within_one_pass_and_the_newcomer_gets_the_name() {
    it.join("alice");
    it.write("\n¶alice\n");
    assertEquals(List.of(), it.passEnd());
    it.gone(it.at(0));
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
    it.opened(it.named("alice"));
    assertEquals(SessionState.ACTIVE, it.named("alice").state());
  }

  @Test
  void a_holder_who_lives_keeps_the_name_and_the_newcomer_is_told_and_let_go() {
    String alice = it.join("alice");
    it.write("\n¶alice\n");
    it.passEnd();
    assertEquals(List.of(new Effect.Open("alice#1", "alice#0")), it.passEnd());
    Session newcomer = it.at(1);
    assertEquals(SessionState.REFUSING, newcomer.state());
    assertEquals(List.of(), it.opened(newcomer), "the holder may have died meanwhile");
    assertEquals(it.nowNanos, it.hub.nextDeadlineNanos());
    assertEquals(
        List.of(
            new Effect.Refused("alice#1", ErrorCode.NAME_TAKEN),
            new Effect.Direct(
                "alice#1", "hub¶error name-taken alice is in use: choose another name"),
            new Effect.Finish("alice#1")),
        it.passEnd());
    assertEquals(List.of(new Effect.Close("alice#1")), it.drained(newcomer));
    assertEquals(List.of(new Effect.Everyone("alice¶still me")), it.write(alice + "¶still me\n"));
    assertEquals(1, it.hub.counters().refused());
  }

  @Test
  void what_a_refused_newcomer_does_not_read_at_once_is_not_waited_for() {
    it.join("alice");
    it.write("\n¶alice\n");
    it.passEnd();
    it.passEnd();
    it.opened(it.at(1));
    it.passEnd();
    assertEquals(it.nowNanos, it.hub.nextDeadlineNanos());
    assertEquals(List.of(new Effect.Close("alice#1")), it.tick());
  }

  /**
   * Found by seed 2000024 of four clients: a registration that had been said twice was to be
   * refused, its own client left while the hub was opening FIFOs, and the refusal went to whoever
   * came next under the name.
   */
  @Test
  void a_holder_who_has_died_by_the_time_of_the_refusal_leaves_the_name_to_the_newcomer() {
    it.join("alice");
    it.write("\n¶alice\n");
    it.passEnd();
    it.passEnd();
    it.opened(it.at(1));
    it.gone(it.at(0));
    assertEquals(
        List.of(new Effect.Close("alice#1"), new Effect.Open("alice#0", null)), it.passEnd());
    it.opened(it.at(0));
    assertEquals(SessionState.ACTIVE, it.named("alice").state());
  }

  @Test
  void of_two_who_were_to_be_refused_one_gets_the_name_of_a_holder_who_has_died() {
    it.join("alice");
    it.write("\n¶alice\n\n¶alice\n");
    it.passEnd();
    it.passEnd();
    it.opened(it.at(1));
    it.opened(it.at(2));
    it.gone(it.at(0));
    assertEquals(
        List.of(
            new Effect.Close("alice#1"),
            new Effect.Close("alice#2"),
            new Effect.Open("alice#0", null)),
        it.passEnd());
    assertEquals(1, it.hub.sessionCount());
  }

  @Test
  void a_newcomer_who_dies_before_it_is_refused_is_closed() {
    it.join("alice");
    it.write("\n¶alice\n");
    it.passEnd();
    it.passEnd();
    it.opened(it.at(1));
    assertEquals(List.of(new Effect.Close("alice#1")), it.gone(it.at(1)));
    assertEquals(List.of(), it.passEnd());
    assertFalse(it.hub.hasDeadline());
  }

  @Test
  void a_registration_said_twice_with_the_same_FIFO_is_ignored_and_counted() {
    it.join("alice");
    it.write("\n¶alice\n");
    it.passEnd();
    it.passEnd();
    assertEquals(
        List.of(new Effect.OpenFailed("alice#1", OpenFailure.HELD), new Effect.Close("alice#1")),
        it.openFailed(it.at(1), OpenFailure.HELD));
    assertEquals(SessionState.ACTIVE, it.named("alice").state());
    assertEquals(1, it.hub.counters().openFailed());
  }

  @Test
  void of_several_newcomers_at_once_the_first_gets_the_name() {
    it.write("\n¶alice\n\n¶alice\n\n¶alice\n");
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
    it.opened(it.at(0));
    assertEquals(
        List.of(new Effect.Open("alice#1", "alice#0"), new Effect.Open("alice#2", "alice#0")),
        it.passEnd());
  }

  @Test
  void of_several_newcomers_after_a_death_the_first_gets_the_name() {
    it.join("alice");
    it.write("\n¶alice\n\n¶alice\n");
    it.passEnd();
    it.gone(it.at(0));
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
    it.opened(it.at(0));
    assertEquals(List.of(new Effect.Open("alice#1", "alice#0")), it.passEnd());
    assertEquals(SessionState.REFUSING, it.at(1).state());
  }

  /** Found by seed 33071 of three clients: nobody had the name that they were refused for. */
  @Test
  void of_several_newcomers_the_next_has_its_turn_when_the_first_cannot_be_opened() {
    it.write("\n¶alice\n\n¶alice\n");
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
    it.openFailed(it.at(0), OpenFailure.MISSING);
    it.write("\n¶alice\n");
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
    it.openFailed(it.at(0), OpenFailure.MISSING);
    assertEquals(it.nowNanos, it.hub.nextDeadlineNanos());
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
    it.opened(it.at(0));
    assertEquals(SessionState.ACTIVE, it.named("alice").state());
  }

  @Test
  void a_name_is_held_while_its_FIFO_is_being_opened_and_while_its_goodbye_is_being_written() {
    it.write("\n¶alice\n");
    it.passEnd();
    it.write("\n¶alice\n");
    it.passEnd();
    assertEquals(List.of(), it.passEnd(), "it is open whether the holder comes");
    it.opened(it.at(0));
    assertEquals(List.of(new Effect.Open("alice#1", "alice#0")), it.passEnd());
    it.openFailed(it.at(1), OpenFailure.HELD);
    it.write("0000000000000001¶\n");
    it.write("\n¶alice\n");
    it.passEnd();
    assertEquals(SessionState.LEAVING, it.at(0).state());
    it.drained(it.at(0));
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
  }

  /**
   * Found by seed 800987 of two clients: a registration said twice was to be refused while its own
   * client was leaving, and the refusal went to whoever came next under the name.
   */
  @Test
  void who_wants_the_name_of_one_who_is_leaving_waits_until_she_has_left() {
    String alice = it.join("alice");
    it.write("\n¶alice\n");
    it.passEnd();
    it.write(alice + "¶\n");
    assertEquals(List.of(), it.passEnd());
    assertEquals(List.of(), it.passEnd());
    assertEquals(
        it.nowNanos + it.hub.config().limits().lingerNanos(),
        it.hub.nextDeadlineNanos(),
        "no pass is owed before she has");
    it.drained(it.at(0));
    assertEquals(it.nowNanos, it.hub.nextDeadlineNanos());
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
  }

  @Test
  void a_contested_name_makes_the_next_pass_come_at_once_and_no_tick_forgets_that() {
    it.join("alice");
    it.write("\n¶alice\n");
    assertTrue(it.hub.hasDeadline());
    it.tick();
    it.passEnd();
    it.tick();
    assertTrue(it.hub.hasDeadline(), "the loop would sleep and the newcomer wait for ever");
    assertEquals(it.nowNanos, it.hub.nextDeadlineNanos());
    assertEquals(List.of(new Effect.Open("alice#1", "alice#0")), it.passEnd());
    assertFalse(it.hub.hasDeadline());
  }

  @Test
  void a_shutdown_forgets_who_waits_for_a_name() {
    it.join("alice");
    it.write("\n¶alice\n");
    it.passEnd();
    it.shutdown();
    assertEquals(List.of(it.named("alice")), it.hub.sessions());
    assertEquals(List.of(), it.passEnd());
    it.drained(it.named("alice"));
    assertTrue(it.hub.isFinished());
  }

  @Test
  void a_shutdown_closes_whom_it_finds_being_opened_or_refused_and_lets_nobody_in() {
    it.join("alice");
    it.write("\n¶alice\n\n¶bob\n");
    it.passEnd();
    it.passEnd();
    it.write("\n¶carol\n");
    List<Effect> effects = it.shutdown();
    assertTrue(
        effects.containsAll(
            List.of(
                new Effect.Close("alice#1"),
                new Effect.Close("bob#2"),
                new Effect.Close("carol#3"))));
    assertEquals(
        List.of(new Effect.Violated(Violation.SHUTTING_DOWN, null)), it.write("\n¶dave\n"));
    assertEquals(List.of(), it.passEnd());
    assertEquals(List.of(it.named("alice")), it.hub.sessions());
  }
}
