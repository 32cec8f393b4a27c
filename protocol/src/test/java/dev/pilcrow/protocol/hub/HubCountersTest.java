package dev.pilcrow.protocol.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.frame.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names under which a log sums up. */
class HubCountersTest {

  @Test
  void every_counter_has_its_name_and_its_place_also_when_it_is_zero() {
    HubCounters counters = new HubCounters();
    assertEquals(
        List.of(
            "frames",
            "everyone",
            "direct",
            "commands",
            "joined",
            "refused",
            "open-failed",
            "dropped",
            "left-disconnect",
            "left-gone",
            "left-slow",
            "left-shutdown",
            "no-separator",
            "bad-name",
            "bad-address",
            "empty-payload",
            "too-long",
            "torn-tail",
            "unknown-token",
            "reserved-name",
            "shutting-down"),
        List.copyOf(counters.all().keySet()));
    counters.all().forEach((name, count) -> assertEquals(0, count, name));
  }

  @Test
  void each_violation_and_departure_is_counted_for_itself() {
    HubCounters counters = new HubCounters();
    for (Violation violation : Violation.values()) {
      counters.count(violation);
      assertEquals(1, counters.violations(violation));
    }
    for (Departure departure : Departure.values()) {
      counters.count(departure);
      assertEquals(1, counters.departures(departure));
    }
    counters.count(Violation.TORN_TAIL);
    assertEquals(2, counters.all().get("torn-tail"));
    assertEquals(1, counters.all().get("left-gone"));
  }
}
