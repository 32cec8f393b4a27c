package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A name that somebody holds is asked for again. */
class ContestedNameTest {
  private final HubFixture it = new HubFixture(CHAT);

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
}
