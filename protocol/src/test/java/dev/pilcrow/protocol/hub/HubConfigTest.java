package dev.pilcrow.protocol.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hub is made with. */
class HubConfigTest {

  @Test
  void limits_are_at_least_one_and_a_linger_may_be_nothing() {
    HubLimits least = new HubLimits(1, 1, 1, 0);
    assertEquals(1, least.maxSessions());
    assertTrue(message(() -> new HubLimits(0, 1, 1, 0)).contains("maxSessions"));
    assertTrue(message(() -> new HubLimits(1, 0, 1, 0)).contains("maxWaiting"));
    assertTrue(message(() -> new HubLimits(1, 1, 0, 0)).contains("maxAnswerOctets"));
    assertTrue(message(() -> new HubLimits(1, 1, 1, -1)).contains("lingerNanos"));
    assertTrue(message(() -> least.withMaxSessions(-1)).contains("maxSessions"));
  }

  @Test
  void a_linger_is_at_most_so_long_that_times_can_be_compared() {
    HubLimits most = HubLimits.DEFAULT.withLingerNanos(HubLimits.MAX_LINGER_NANOS);
    assertEquals(HubLimits.MAX_LINGER_NANOS, most.lingerNanos());
    assertTrue(
        message(() -> most.withLingerNanos(HubLimits.MAX_LINGER_NANOS + 1))
            .contains("lingerNanos"));
  }

  @Test
  void the_defaults_are_those_of_the_documentation() {
    assertEquals(new HubLimits(16_384, 1_024, 1 << 20, 5_000_000_000L), HubLimits.DEFAULT);
    assertEquals(
        new HubConfig(HubMode.CHAT, false, true, SlowPolicy.GAP, false, 0, HubLimits.DEFAULT),
        HubConfig.of(HubMode.CHAT));
  }

  @Test
  void each_with_changes_one_thing() {
    HubConfig base = HubConfig.of(HubMode.ECHO);
    HubLimits bounds = new HubLimits(1, 2, 3, 4);
    assertEquals(
        new HubConfig(HubMode.ECHO, true, false, SlowPolicy.WAIT, true, 9, bounds),
        base.withClassic(true)
            .withPresence(false)
            .withSlowPolicy(SlowPolicy.WAIT)
            .withExitWhenEmpty(true)
            .withEpoch(9)
            .withLimits(bounds));
    assertEquals(new HubLimits(7, 2, 3, 4), bounds.withMaxSessions(7));
    assertEquals(new HubLimits(1, 2, 3, 7), bounds.withLingerNanos(7));
    assertEquals(base, new Hub(base, new EffectRecorder()).config());
  }

  @Test
  void words_of_options_and_of_the_wire_are_stable() {
    assertEquals(List.of("echo", "chat"), texts(HubMode.values()));
    assertEquals(List.of("gap", "disconnect", "wait"), texts(SlowPolicy.values()));
    assertEquals(
        List.of("name-taken", "full", "no-such-name", "no-such-command", "bad-frame", "too-long"),
        texts(ErrorCode.values()));
  }

  private static List<String> texts(HubMode[] all) {
    return List.of(all).stream().map(HubMode::text).toList();
  }

  private static List<String> texts(SlowPolicy[] all) {
    return List.of(all).stream().map(SlowPolicy::text).toList();
  }

  private static List<String> texts(ErrorCode[] all) {
    return List.of(all).stream().map(ErrorCode::text).toList();
  }

  private static String message(Runnable wrong) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
  }
}
