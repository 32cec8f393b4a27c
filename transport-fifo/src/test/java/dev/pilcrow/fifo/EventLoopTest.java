package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that a real poller gives rarely, put into the loop by hand. */
class EventLoopTest {
  private final ScriptedPoller poller = new ScriptedPoller();
  private final EventLoop loop = new EventLoop(poller);
  private final List<Integer> told = new ArrayList<>();

  @Test
  void a_slot_used_again_has_another_key() throws SystemCallException {
    loop.register(5, Poller.READ, told::add).cancel();
    loop.register(5, Poller.READ, told::add);
    assertNotEquals(poller.keys.get(0), poller.keys.get(1));
    poller.willTell(poller.keys.get(0), Poller.READ);
    assertEquals(0, loop.turn(0), "stale");
    poller.willTell(poller.keys.get(1), Poller.READ);
    assertEquals(1, loop.turn(0));
  }

  @Test
  void what_is_no_longer_of_interest_is_not_told() throws SystemCallException {
    Registration registration = loop.register(5, Poller.READ | Poller.WRITE, told::add);
    registration.interest(Poller.WRITE);
    poller.willTell(poller.keys.get(0), Poller.READ);
    assertEquals(0, loop.turn(0));
    poller.willTell(poller.keys.get(0), Poller.READ | Poller.WRITE | Poller.HANGUP);
    assertEquals(1, loop.turn(0));
    assertEquals(List.of(Poller.WRITE | Poller.HANGUP), told);
  }

  @Test
  void what_is_suspended_is_not_told_even_of_errors() throws SystemCallException {
    loop.register(5, Poller.READ, told::add).suspend();
    poller.willTell(poller.keys.get(0), Poller.READ | Poller.ERROR | Poller.HANGUP);
    assertEquals(0, loop.turn(0), "found before the suspension");
  }

  @Test
  void waiting_is_for_as_long_as_asked_unless_a_file_is_ready() throws SystemCallException {
    loop.turn(7);
    assertEquals(7, poller.lastTimeoutNanos);
    poller.addAnswer = -Errno.EPERM;
    Registration file = loop.register(5, Poller.READ, told::add);
    loop.turn(7);
    assertEquals(0, poller.lastTimeoutNanos);
    file.interest(0);
    loop.turn(Poller.FOREVER);
    assertEquals(Poller.FOREVER, poller.lastTimeoutNanos);
  }

  @Test
  void a_poller_that_fails_ends_the_turn_with_its_error() {
    poller.answer = -Errno.ENOMEM;
    SystemCallException e = assertThrows(SystemCallException.class, () -> loop.turn(0));
    assertEquals(Errno.ENOMEM, e.errno());
  }

  @Test
  void the_poller_is_closed_with_the_loop() {
    loop.close();
    assertTrue(poller.isClosed());
  }
}
