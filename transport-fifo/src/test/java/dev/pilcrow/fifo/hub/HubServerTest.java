package dev.pilcrow.fifo.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubServerTest {
  private static final HubConfig ECHO = HubConfig.of(HubMode.ECHO);
  private static final HubConfig CHAT = HubConfig.of(HubMode.CHAT);
  private static final String LONG = "x".repeat(3840);

  @Test
  void a_tail_left_by_a_full_read_of_a_drained_inbox_is_not_joined_to_what_follows()
      throws IOException {
    try (TestHub hub = new TestHub(ECHO)) {
      TestHub.Client alice = hub.register("alice");
      for (int i = 0; i < HubOptions.INBOX_OCTETS / 4096; i++) {
        assertTrue(hub.write("g".repeat(4096)));
      }
      assertFalse(hub.write("g"), "the inbox is exactly full");
      hub.settle();
      assertTrue(hub.write(alice.token() + "¶hello\n"));
      hub.settle();
      alice.readAll();
      assertEquals("alice¶hello", alice.frames().get(1));
      assertEquals(1, hub.server.counters().violations(Violation.TORN_TAIL));
    }
  }

  @Test
  void a_turn_reads_once_however_much_there_is() throws IOException {
    try (TestHub hub = new TestHub(ECHO)) {
      for (int i = 0; i < HubOptions.INBOX_OCTETS / 4096; i++) {
        assertTrue(hub.write("g".repeat(4096)));
      }
      hub.server.turn(0);
      assertEquals(0, hub.server.counters().violations(Violation.TORN_TAIL));
      hub.server.turn(0);
      assertEquals(1, hub.server.counters().violations(Violation.TORN_TAIL), "now it is dry");
    }
  }

  @Test
  void a_hub_told_to_stop_goes_on_until_what_it_has_queued_is_read() throws IOException {
    try (TestHub hub = new TestHub(ECHO)) {
      TestHub.Client slow = hub.register("slow");
      for (int i = 0; i < 8; i++) { // its pipe takes one of them
        assertTrue(hub.write(slow.token() + "¶" + LONG + "\n"));
      }
      hub.settle();
      hub.server.stop();
      assertTrue(hub.server.turn(0), "there is something left to write");
      slow.readAllThatIsOwed();
      assertEquals(10, slow.frames().size());
      assertEquals("hub¶bye shutdown", slow.frames().get(9));
      assertFalse(hub.server.turn(0));
    }
  }

  @Test
  void the_room_that_a_clients_pipe_took_is_free_again_when_it_has_gone() throws IOException {
    try (TestHub hub = new TestHub(ECHO)) {
      TestHub.Client first = hub.register("first", 1 << 16);
      int enlarged = hub.kernel.pipeCapacity(first.fd);
      first.vanish();
      hub.settle();
      for (int i = 0; i < 200; i++) { // more than there is room for at once
        hub.register("client-" + i, 1 << 16).vanish();
        hub.settle();
      }
      TestHub.Client last = hub.register("last", 1 << 16);
      assertEquals(enlarged, hub.kernel.pipeCapacity(last.fd));
    }
  }

  @Test
  void the_client_furthest_behind_answers_for_memory_that_all_hold_together() throws IOException {
    try (TestHub hub = new TestHub(CHAT.withPresence(false), 1 << 20, 1 << 20)) {
      TestHub.Client sender = hub.register("sender");
      TestHub.Client slow = hub.register("slow");
      TestHub.Client slower = hub.register("slower");
      for (int i = 0; i < 300; i++) {
        assertTrue(hub.write(sender.token() + "¶" + LONG + "\n"));
        hub.server.turn(0);
        sender.readAll();
        if (i < 100) {
          slow.readAll();
        }
      }
      assertTrue(hub.server.counters().droppedFrames() > 0);
      slower.readAllThatIsOwed();
      assertTrue(slower.frames().stream().anyMatch(frame -> frame.startsWith("hub¶gap ")));
      sender.readAllThatIsOwed();
      assertEquals(301, sender.frames().size());
    }
  }

  @Test
  void a_dropped_frame_is_counted_once_also_when_the_gap_that_told_of_it_is_dropped_too()
      throws IOException {
    try (TestHub hub = new TestHub(CHAT.withPresence(false))) {
      TestHub.Client sender = hub.register("sender");
      TestHub.Client slow = hub.register("slow");
      String token = sender.token(); // not anew from all that she has heard, each time
      for (int i = 0; i < 2000; i++) { // several times as much as its queue takes
        assertTrue(hub.write(token + "¶" + LONG + "\n"));
        hub.server.turn(0);
        sender.readAll();
      }
      slow.readAllThatIsOwed();
      long missing =
          slow.frames().stream()
              .filter(frame -> frame.startsWith("hub¶gap "))
              .mapToLong(frame -> Long.parseLong(frame.substring("hub¶gap ".length())))
              .sum();
      assertTrue(missing > 0);
      assertEquals(missing, hub.server.counters().droppedFrames());
    }
  }

  @Test
  void a_client_too_slow_is_closed_at_once_under_disconnect_and_the_others_are_told()
      throws IOException {
    try (TestHub hub = new TestHub(CHAT.withSlowPolicy(SlowPolicy.DISCONNECT))) {
      TestHub.Client sender = hub.register("sender");
      TestHub.Client slow = hub.register("slow");
      for (int i = 0; i < 100; i++) {
        assertTrue(hub.write(sender.token() + "¶" + LONG + "\n"));
        hub.server.turn(0);
        sender.readAll();
      }
      sender.readAllThatIsOwed();
      assertTrue(sender.frames().contains("slow¶"));
      assertEquals(1, hub.server.counters().departures(Departure.SLOW));
      slow.readAll();
      assertTrue(slow.ended());
      assertFalse(Files.exists(hub.directory.resolve("slow")));
    }
  }

  @Test
  void a_second_hub_is_refused_and_the_first_goes_on() throws IOException {
    try (TestHub hub = new TestHub(ECHO)) {
      HubOptions options = HubOptions.of(hub.directory.toString(), ECHO);
      EventLoop loop = new EventLoop(Poller.open(hub.kernel));
      IOException refused =
          assertThrows(
              IOException.class, () -> HubServer.open(hub.kernel, loop, options, HubListener.NONE));
      assertTrue(refused.toString().contains("another hub runs in"), refused::toString);
      TestHub.Client alice = hub.register("alice");
      assertTrue(hub.write(alice.token() + "¶still here\n"));
      hub.settle();
      alice.readAll();
      assertEquals("alice¶still here", alice.frames().get(1));
    }
  }

  @Test
  void a_hub_told_to_stop_serves_what_was_written_says_bye_and_removes_its_name()
      throws IOException {
    try (TestHub hub = new TestHub(ECHO)) {
      TestHub.Client alice = hub.register("alice");
      assertTrue(hub.write(alice.token() + "¶last words\n"));
      hub.server.stop();
      int turns = 0;
      while (hub.server.turn(0)) {
        alice.readAll();
        assertTrue(++turns < 1000, "does not end");
      }
      hub.server.close();
      alice.readAll();
      assertEquals(
          List.of("alice¶last words", "hub¶bye shutdown"),
          alice.frames().subList(1, alice.frames().size()));
      assertTrue(alice.ended());
      assertFalse(Files.exists(hub.directory.resolve("hub")));
    }
  }

  @Test
  void a_name_is_free_again_in_the_pass_after_its_holder_died() throws IOException {
    try (TestHub hub = new TestHub(CHAT)) {
      TestHub.Client first = hub.register("alice");
      assertTrue(hub.write(first.token() + "¶left unread\n"));
      hub.settle();
      first.vanish();
      Files.delete(hub.directory.resolve("alice"));
      TestHub.Client second = hub.register("alice");
      assertEquals(1, second.frames().size());
      assertFalse(second.token().equals(first.token()));
    }
  }

  @Test
  void a_directory_that_the_hub_made_is_removed_and_one_that_was_there_is_not() throws IOException {
    try (TestHub hub = new TestHub(ECHO)) {
      Path made = hub.directory.resolve("made");
      for (boolean there : new boolean[] {false, true}) {
        if (there) {
          Files.createDirectory(
              made,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        EventLoop loop = new EventLoop(Poller.open(hub.kernel));
        HubOptions options = HubOptions.of(made.toString(), ECHO);
        HubServer.open(hub.kernel, loop, options, HubListener.NONE).close();
        assertEquals(there, Files.exists(made));
      }
    }
  }

  @Test
  void a_queue_below_four_inboxes_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HubOptions("d", ECHO, HubOptions.LEAST_QUEUE_OCTETS - 1, 1 << 28));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new HubOptions(
                "d", ECHO, HubOptions.LEAST_QUEUE_OCTETS, HubOptions.LEAST_QUEUE_OCTETS - 1));
  }
}
