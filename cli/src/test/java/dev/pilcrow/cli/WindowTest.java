package dev.pilcrow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final Window window = new Window("window-");

  @Property
  void what_is_on_its_way_is_bounded(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 5000) Integer> messages,
      @ForAll @IntRange(min = 1, max = 50) int answersEvery) {
    Window window = new Window("window-");
    Queue<String> unanswered = new ArrayDeque<>();
    Queue<Integer> unansweredOctets = new ArrayDeque<>();
    int sincePing = 0;
    int said = 0;
    for (int octets : messages) {
      if (!window.isOpen() || ++said % answersEvery == 0) {
        String answered = unanswered.poll();
        if (answered != null) {
          unansweredOctets.remove();
          assertTrue(window.onPong(answered));
        }
      }
      assertTrue(window.isOpen());
      window.onSent(octets);
      sincePing += octets;
      String due = window.duePing();
      if (due != null) {
        window.onPinged();
        unanswered.add(due);
        unansweredOctets.add(sincePing);
        sincePing = 0;
      }
      int onTheirWay = sincePing + unansweredOctets.stream().mapToInt(Integer::intValue).sum();
      assertTrue(onTheirWay < Window.MAX_PINGS * (Window.PING_OCTETS + 5000));
    }
  }

  @Test
  void it_closes_with_the_last_ping_and_opens_with_the_first_pong() {
    close();

    assertTrue(window.onPong("window-1"));
    assertTrue(window.isOpen());
  }

  @Test
  void empty_messages_count_too() {
    for (int i = 0; i < Window.PING_OCTETS / Window.OVERHEAD - 1; i++) {
      window.onSent(0);
    }
    assertNull(window.duePing());

    window.onSent(0);

    assertEquals("window-1", window.duePing());
  }

  @Test
  void a_pong_answers_all_pings_before_it() {
    close();

    window.onPong("window-4");
    for (int i = 0; i < Window.MAX_PINGS; i++) {
      assertTrue(window.isOpen());
      window.onPinged();
    }

    assertFalse(window.isOpen());
  }

  @Test
  void when_answers_are_lost_one_more_ping_opens_it() {
    close();

    assertEquals("window-5", window.nextPing());
    window.onPinged();
    assertFalse(window.isOpen());
    window.onPong("window-5");

    assertTrue(window.isOpen());
  }

  @Test
  void a_gap_may_have_taken_the_pongs() {
    close();

    window.onGap();

    assertTrue(window.isOpen());
  }

  @Test
  void other_pongs_are_somebody_elses() {
    close();

    assertFalse(window.onPong("1"));
    assertFalse(window.onPong("window-"));
    assertFalse(window.onPong("window-x"));
    assertFalse(window.isOpen());
    assertTrue(window.onPong("window-99"), "one that was never asked");
  }

  @Test
  void what_a_user_asks_is_never_taken_for_the_windows_own() {
    Window drawn = Window.unlike(-1);
    assertFalse(drawn.onPong("window-1"));
    assertEquals("window-ffffffffffffffff-1", drawn.nextPing());
    assertTrue(drawn.onPong(drawn.nextPing()));
  }

  private void close() {
    for (int i = 0; i < Window.MAX_PINGS; i++) {
      assertTrue(window.isOpen());
      window.onSent(Window.PING_OCTETS);
      assertEquals("window-" + (i + 1), window.duePing());
      window.onPinged();
      assertNull(window.duePing());
    }
    assertFalse(window.isOpen());
  }
}
