package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.BareConversation.PATH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.classic.ClassicDecoder;
import dev.pilcrow.protocol.hub.BareHub.State;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Exercise 1: a path, then octets that go round, then the end. */
class BareHubTest {
  @Property(tries = 200)
  void all_octets_behind_the_path_are_echoed_once_in_order(
      @ForAll @Size(max = 20) List<@Size(min = 1, max = 50) byte[]> reads) {
    BareConversation it = BareConversation.in("ECHOING");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    for (byte[] octets : reads) {
      it.read(octets);
      said.writeBytes(octets);
    }
    it.hub.onEndOfInput(it.nowNanos);
    it.hub.onDrained(it.nowNanos);
    assertArrayEquals(said.toByteArray(), it.echoed.toByteArray());
    assertEquals(1, it.finishes);
    assertNull(it.hub.failure());
  }

  @Test
  void the_path_is_the_first_read_less_one_final_line_feed() {
    for (String read : List.of(PATH, PATH + "\n")) {
      BareConversation it = new BareConversation();
      it.read(read.getBytes(UTF_8));
      assertEquals(List.of(PATH), it.opens);
    }
  }

  @Test
  void what_is_no_absolute_path_ends_the_hub_with_a_reason() {
    String longest = "/" + "x".repeat(ClassicDecoder.MAX_PATH - 1);
    for (String read : List.of("\n", "tmp/bare", "¶/tmp/bare", longest + "x", "/tmp/b\0are")) {
      BareConversation it = new BareConversation();
      it.read(read.getBytes(UTF_8));
      assertAll(
          () -> assertEquals(State.ENDED, it.hub.state()),
          () -> assertEquals(List.of(), it.opens),
          () -> assertNotNull(it.hub.failure()));
    }
    BareConversation it = new BareConversation();
    it.read(longest.getBytes(UTF_8));
    assertEquals(List.of(longest), it.opens);
  }

  @Test
  void a_fifo_that_nobody_reads_is_tried_for_five_seconds_with_pauses_that_double_to_the_longest() {
    BareConversation it = BareConversation.in("OPENING");
    long startNanos = it.nowNanos;
    List<Long> pausesMillis = new ArrayList<>();
    it.hub.onOpenFailed(it.nowNanos, OpenFailure.NO_READER);
    while (it.hub.hasDeadline()) {
      pausesMillis.add((it.hub.nextDeadlineNanos() - it.nowNanos) / 1_000_000);
      it.hub.onTick(it.hub.nextDeadlineNanos() - 1);
      assertEquals(pausesMillis.size(), it.opens.size(), "not before its time");
      it.nowNanos = it.hub.nextDeadlineNanos();
      it.hub.onTick(it.nowNanos);
      it.hub.onTick(it.nowNanos);
      assertEquals(pausesMillis.size() + 1, it.opens.size(), "once, however often it ticks");
      assertFalse(it.hub.hasDeadline(), "an open is under way");
      it.hub.onOpenFailed(it.nowNanos, OpenFailure.NO_READER);
    }
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 50L, 50L), pausesMillis.subList(0, 8));
    assertEquals(State.ENDED, it.hub.state());
    assertEquals(PATH + ": nobody reads it", it.hub.failure());
    long tookNanos = it.nowNanos - startNanos;
    assertTrue(tookNanos >= HubLimits.CLASSIC_OPEN_NANOS);
    assertTrue(
        tookNanos < HubLimits.CLASSIC_OPEN_NANOS + HubLimits.CLASSIC_RETRY_LONGEST_NANOS,
        () -> tookNanos + " ns");
  }

  @Test
  void a_shutdown_does_not_forget_why_the_conversation_had_failed() {
    BareConversation it = BareConversation.in("OPENING");
    it.hub.onOpenFailed(it.nowNanos, OpenFailure.NOT_A_FIFO);
    it.hub.onShutdown(it.nowNanos);
    assertEquals(PATH + ": not a FIFO", it.hub.failure());
  }

  @Test
  void a_client_that_leaves_early_is_a_failure_and_one_that_leaves_late_is_none() {
    assertEquals("the client left without naming its FIFO", failureAtEndOfInput("AWAITING_PATH"));
    assertEquals("the client left before its FIFO was opened", failureAtEndOfInput("OPENING"));
    assertEquals("the client left before its FIFO was opened", failureAtEndOfInput("PAUSING"));
    assertNull(failureAtEndOfInput("ECHOING"));
    BareConversation gone = BareConversation.in("ECHOING");
    gone.hub.onGone(gone.nowNanos);
    assertNull(gone.hub.failure());
  }

  private static @Nullable String failureAtEndOfInput(String state) {
    BareConversation it = BareConversation.in(state);
    it.hub.onEndOfInput(it.nowNanos);
    return it.hub.failure();
  }
}
