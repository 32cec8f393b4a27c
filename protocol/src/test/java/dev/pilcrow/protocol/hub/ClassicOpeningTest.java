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

  @Test
  void a_nanosecond_before_the_five_seconds_are_over_it_is_tried_again_and_then_no_more() {
    assertEquals(List.of(), failsAgain(HubLimits.CLASSIC_OPEN_NANOS - 1));
    assertEquals(
        List.of(new Effect.OpenFailed("c#0", NO_READER), new Effect.Close("c#0")),
        failsAgain(HubLimits.CLASSIC_OPEN_NANOS));
  }

  private static List<Effect> failsAgain(long afterNanos) {
    HubFixture it = new HubFixture(ECHO.withClassic(true));
    it.write("¶/tmp/c");
    it.passEnd();
    it.openFailed(it.at(0), NO_READER);
    it.nowNanos += afterNanos;
    it.tick();
    it.passEnd();
    return it.openFailed(it.at(0), NO_READER);
  }
}
