package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static dev.pilcrow.protocol.hub.HubFixture.ECHO;
import static dev.pilcrow.protocol.hub.OpenFailure.NO_READER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each bound of the hub, reached and passed by one. */
class HubBoundsTest {
  private static final long LINGER_NANOS = 1_000_000L;

  @Test
  void as_many_sessions_as_allowed_are_let_in_and_the_next_is_told_that_the_hub_is_full() {
    HubFixture it = new HubFixture(CHAT.withLimits(HubLimits.DEFAULT.withMaxSessions(2)));
    it.join("alice");
    it.join("bob");
    it.write("\n¶carol\n");
    assertEquals(List.of(new Effect.Open("carol#2", null)), it.passEnd());
    assertEquals(
        List.of(
            new Effect.Refused("carol#2", ErrorCode.FULL),
            new Effect.Direct("carol#2", "hub¶error full the hub has no room for another client"),
            new Effect.Finish("carol#2")),
        it.opened(it.at(2)));
    it.drained(it.at(2));
    it.gone(it.named("alice"));
    it.join("carol");
    assertEquals(SessionState.ACTIVE, it.named("carol").state());
  }

  @Test
  void a_registration_that_is_being_opened_counts_and_one_that_is_refused_does_not() {
    HubFixture it = new HubFixture(CHAT.withLimits(HubLimits.DEFAULT.withMaxSessions(1)));
    it.write("\n¶alice\n\n¶bob\n");
    it.passEnd();
    assertEquals(SessionState.OPENING, it.at(0).state());
    assertEquals(SessionState.REFUSING, it.at(1).state());
    it.openFailed(it.at(0), NO_READER);
    it.join("carol");
    assertEquals(SessionState.ACTIVE, it.named("carol").state());
  }

  @Test
  void a_full_hub_turns_a_classic_client_away_without_a_word() {
    HubLimits one = HubLimits.DEFAULT.withMaxSessions(1);
    HubFixture it = new HubFixture(CHAT.withClassic(true).withLimits(one));
    it.join("alice");
    assertEquals(
        List.of(new Effect.Refused("c#1", ErrorCode.FULL), new Effect.Close("c#1")),
        it.write("¶/tmp/c"));
    assertEquals(List.of(it.named("alice")), it.hub.sessions());
    assertEquals(1, it.hub.counters().refused());
  }

  @Test
  void as_many_newcomers_as_allowed_wait_for_a_name_and_the_next_is_refused_at_once() {
    HubFixture it = new HubFixture(CHAT.withLimits(new HubLimits(9, 2, 9, LINGER_NANOS)));
    it.join("alice");
    it.write("\n¶alice\n\n¶alice\n\n¶alice\n");
    assertEquals(List.of(new Effect.Open("alice#3", "alice#0")), it.passEnd());
    assertEquals(SessionState.CONTESTED, it.at(1).state());
    assertEquals(SessionState.CONTESTED, it.at(2).state());
    it.opened(it.at(3));
    it.drained(it.at(3));
    it.passEnd();
    it.openFailed(it.at(1), OpenFailure.HELD);
    it.openFailed(it.at(2), OpenFailure.HELD);
    it.write("\n¶alice\n");
    assertEquals(SessionState.CONTESTED, it.at(1).state(), "those who waited wait no more");
  }

  @Test
  void as_many_classic_clients_as_allowed_are_tried_again_and_the_next_is_dropped() {
    HubLimits limits = new HubLimits(9, 1, 9, LINGER_NANOS);
    HubFixture it = new HubFixture(ECHO.withClassic(true).withLimits(limits));
    it.write("¶/tmp/c", "¶/tmp/d");
    it.passEnd();
    assertEquals(List.of(), it.openFailed(it.named("c"), NO_READER));
    assertEquals(
        List.of(new Effect.OpenFailed("d#1", NO_READER), new Effect.Close("d#1")),
        it.openFailed(it.named("d"), NO_READER));
    it.write("/tmp/c¶");
    it.write("¶/tmp/d");
    it.passEnd();
    assertEquals(List.of(), it.openFailed(it.named("d"), NO_READER), "the place is free again");
  }

  @Test
  void lists_are_given_as_long_as_they_fit_into_the_bound_of_a_burst() {
    int two = "who alice".length() * 2;
    for (int bound : List.of(two, two - 1)) {
      HubFixture it = new HubFixture(CHAT.withLimits(new HubLimits(9, 9, bound, LINGER_NANOS)));
      String ask = it.join("alice") + "@hub¶who\n";
      Effect list = new Effect.Direct("alice#0", "hub¶who alice");
      Effect full =
          new Effect.Direct("alice#0", "hub¶error full too many answers at once: ask again");
      assertEquals(
          List.of(list, bound == two ? list : full, full), it.write(ask, ask, ask), "" + bound);
      it.passEnd();
      assertEquals(List.of(list), it.write(ask));
    }
  }

  @Test
  void one_list_is_given_in_each_burst_however_long_it_is() {
    HubFixture it = new HubFixture(CHAT.withLimits(new HubLimits(9, 9, 1, LINGER_NANOS)));
    String ask = it.join("alice") + "@hub¶who\n";
    assertEquals(List.of(new Effect.Direct("alice#0", "hub¶who alice")), it.write(ask));
  }

  @Test
  void who_leaves_has_as_long_as_the_linger_to_read_what_is_hers() {
    HubLimits limits = HubLimits.DEFAULT.withLingerNanos(LINGER_NANOS);
    HubFixture it = new HubFixture(CHAT.withLimits(limits));
    it.write(it.join("alice") + "¶\n");
    assertEquals(it.nowNanos + LINGER_NANOS, it.hub.nextDeadlineNanos());
    it.nowNanos += LINGER_NANOS - 1;
    assertEquals(List.of(), it.tick());
    it.nowNanos++;
    assertEquals(List.of(new Effect.Close("alice#0")), it.tick());
    assertFalse(it.hub.hasDeadline());
  }

  @Test
  void a_classic_client_has_five_seconds_to_open_its_FIFO_and_is_tried_at_growing_pauses() {
    HubFixture it = new HubFixture(ECHO.withClassic(true));
    it.nowNanos = Long.MAX_VALUE - 1_000_000_000L; // the clock wraps meanwhile
    it.write("¶/tmp/c");
    it.passEnd();
    long startNanos = it.nowNanos;
    List<Long> pausesMillis = new ArrayList<>();
    while (it.openFailed(it.at(0), NO_READER).isEmpty()) {
      long pauseNanos = it.hub.nextDeadlineNanos() - it.nowNanos;
      pausesMillis.add(pauseNanos / 1_000_000);
      it.nowNanos += pauseNanos - 1;
      it.tick();
      assertEquals(List.of(), it.passEnd(), "not before its time");
      it.nowNanos++;
      it.tick();
      assertEquals(List.of(new Effect.Open("c#0", null)), it.passEnd());
      if (it.nowNanos - startNanos >= HubLimits.CLASSIC_OPEN_NANOS) {
        break;
      }
    }
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 50L, 50L), pausesMillis.subList(0, 8));
    long tookNanos = it.nowNanos - startNanos;
    assertTrue(tookNanos < HubLimits.CLASSIC_OPEN_NANOS + HubLimits.CLASSIC_RETRY_LONGEST_NANOS);
    assertEquals(
        List.of(new Effect.OpenFailed("c#0", NO_READER), new Effect.Close("c#0")),
        it.openFailed(it.at(0), NO_READER));
    assertFalse(it.hub.hasDeadline());
  }
}
