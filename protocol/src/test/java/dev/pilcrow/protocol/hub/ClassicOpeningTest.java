package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.ECHO;
import static dev.pilcrow.protocol.hub.OpenFailure.NO_READER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A classic client opens its FIFO only after it has registered, so the hub has to come again. */
class ClassicOpeningTest {
  private final HubFixture it = new HubFixture(ECHO.withClassic(true));

  @Test
  void a_try_that_falls_due_after_the_end_of_a_pass_makes_the_next_pass_come_at_once() {
    it.write("¶/tmp/c");
    it.passEnd();
    it.openFailed(it.at(0), NO_READER);
    it.nowNanos += HubLimits.CLASSIC_RETRY_FIRST_NANOS;
    assertEquals(it.nowNanos, it.hub.nextDeadlineNanos());
    it.tick();
    assertTrue(it.hub.hasDeadline(), "the loop would sleep and the client wait for ever");
    assertEquals(List.of(new Effect.Open("c#0", null)), it.passEnd());
  }
}
