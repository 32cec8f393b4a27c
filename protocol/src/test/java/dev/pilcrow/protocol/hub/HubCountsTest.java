package dev.pilcrow.protocol.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** What is counted, and how many there are. */
class HubCountsTest {
  @Test
  void it_tells_how_many_are_here_how_many_hold_a_name_and_how_many_wait() {
    HubFixture chat = new HubFixture(HubFixture.CHAT);
    chat.join("alice");
    assertCounts(chat, 1, 1, 0);
    chat.write("\n¶bob\n\n¶alice\n");
    assertCounts(chat, 3, 2, 1);
    chat.gone(chat.at(0));
    chat.passEnd();
    chat.passEnd();
    assertCounts(chat, 2, 2, 0);
  }

  @Test
  void a_slot_is_somebodys_as_long_as_the_session_is_open_and_beyond_the_last_is_nobody() {
    HubFixture chat = new HubFixture(HubFixture.CHAT);
    chat.join("alice");
    assertEquals(chat.named("alice"), chat.hub.session(0));
    assertNull(chat.hub.session(1));
    chat.gone(chat.at(0));
    assertNull(chat.hub.session(0));
  }

  @Test
  void who_was_waited_for_is_waited_for_no_longer_once_it_is_open_or_gone() {
    HubFixture chat = new HubFixture(HubFixture.CHAT.withClassic(true));
    chat.write("¶/lab/a¶/lab/b");
    chat.passEnd();
    chat.openFailed(chat.at(0), OpenFailure.NO_READER);
    chat.openFailed(chat.at(1), OpenFailure.NO_READER);
    assertCounts(chat, 2, 2, 2);
    chat.opened(chat.at(0));
    assertCounts(chat, 2, 2, 1);
    chat.write("/lab/b¶");
    assertCounts(chat, 1, 1, 0);
  }

  @Test
  void what_a_classic_client_says_counts_as_what_others_say() {
    HubFixture chat = new HubFixture(HubFixture.CHAT.withClassic(true).withPresence(false));
    chat.joinClassic("/lab/a");
    chat.write("/lab/a¶hello");
    assertEquals(1, chat.hub.counters().dataFrames());
    assertEquals(1, chat.hub.counters().all().get("everyone"));
  }

  @Test
  void what_is_said_to_nobody_in_particular_counts_as_direct_where_it_is_an_echo() {
    HubFixture echo = new HubFixture(HubFixture.ECHO.withPresence(false));
    String token = echo.join("alice");
    echo.write(token + "¶hello\n");
    assertEquals(1, echo.hub.counters().all().get("direct"));
    assertEquals(0, echo.hub.counters().all().get("everyone"));
  }

  @Test
  void frames_that_a_dropped_gap_had_told_of_are_not_counted_again() {
    HubFixture chat = new HubFixture(HubFixture.CHAT);
    chat.join("alice");
    chat.hub.onDropped(chat.nowNanos, chat.named("alice"), 5, 3);
    assertEquals(2, chat.hub.counters().droppedFrames());
  }

  private static void assertCounts(HubFixture fixture, int sessions, int names, int waiting) {
    assertEquals(sessions, fixture.hub.sessionCount(), "sessions");
    assertEquals(names, fixture.hub.heldNames(), "names");
    assertEquals(waiting, fixture.hub.waitingRegistrations(), "waiting");
  }
}
