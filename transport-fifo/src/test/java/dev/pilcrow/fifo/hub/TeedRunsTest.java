package dev.pilcrow.fifo.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.client.TestKernel;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes to many at once, when the pipes of some have no room for it. */
class TeedRunsTest {
  private static final HubConfig CHAT = HubConfig.of(HubMode.CHAT).withPresence(false);
  private static final HubConfig WAIT = CHAT.withSlowPolicy(SlowPolicy.WAIT);

  /** Half a usual pipe, which the hub leaves alone as its client's wish. */
  private static final int PIPE_OCTETS = 1 << 15;

  /** So many frames of 3,804 octets take all slots of such a pipe, and are enough to be teed. */
  private static final int FRAMES = PIPE_OCTETS / 4096;

  private final List<String> said = new ArrayList<>();

  @Test
  void under_wait_the_inbox_is_left_alone_until_all_have_got_what_was_teed() throws IOException {
    try (TestHub hub = new TestHub(WAIT)) {
      List<TestHub.Client> clients = registerFour(hub);
      TestHub.Client slow = clients.get(3);
      sayBurst(hub, clients.get(0));
      hub.settle();
      sayBurst(hub, clients.get(0));
      hub.settle();
      clients.subList(0, 3).forEach(TestHub.Client::readAll);
      hub.settle();
      sayBurst(hub, clients.get(0));
      hub.settle();
      assertEquals(2 * FRAMES, hub.server.counters().dataFrames(), "the third burst waits");
      slow.readAll();
      hub.settle();
      assertEquals(3 * FRAMES, hub.server.counters().dataFrames());
      assertAllGetAll(clients);
    }
  }

  /** Whose pipes had no room were watched no longer, and had to wait for the linger to end. */
  @Test
  void a_hub_told_to_stop_gives_all_the_rest_of_what_was_teed() throws IOException {
    try (TestHub hub = new TestHub(WAIT)) {
      List<TestHub.Client> clients = registerFour(hub);
      sayBurst(hub, clients.get(0));
      hub.settle();
      sayBurst(hub, clients.get(0));
      hub.settle();
      hub.server.stop();
      assertTrue(hub.server.turn(0), "half of it is still to be written");
      clients.forEach(TestHub.Client::readAll);
      hub.server.turn(Poller.FOREVER);
      said.add("hub¶bye shutdown");
      assertAllGetAll(clients);
      assertFalse(hub.server.turn(0));
    }
  }

  @Test
  void the_gauges_tell_how_full_the_hub_is() throws IOException {
    try (TestHub hub = new TestHub(CHAT)) {
      List<TestHub.Client> clients = registerFour(hub);
      assertEquals(new HubGauges(4, 4, 0, 0, 0), hub.server.gauges());
      for (int burst = 0; burst < 3; burst++) {
        sayBurst(hub, clients.get(0));
        hub.settle();
        clients.subList(0, 3).forEach(TestHub.Client::readAll);
        hub.settle();
      }
      HubGauges gauges = hub.server.gauges();
      assertTrue(gauges.longestQueueOctets() > 2 * PIPE_OCTETS / 2, gauges.toString());
      assertTrue(gauges.pinnedOctets() >= gauges.longestQueueOctets(), gauges.toString());
      clients.get(3).readAll();
      hub.settle();
      clients.get(3).readAll();
      hub.settle();
      assertEquals(new HubGauges(4, 4, 0, 0, 0), hub.server.gauges());
    }
  }

  @Test
  void under_wait_who_dies_is_waited_for_no_longer() throws IOException {
    try (TestHub hub = new TestHub(WAIT)) {
      List<TestHub.Client> clients = registerFour(hub);
      for (int burst = 0; burst < 3; burst++) {
        sayBurst(hub, clients.get(0));
        hub.settle();
        clients.subList(0, 3).forEach(TestHub.Client::readAll);
        hub.settle();
      }
      assertEquals(2 * FRAMES, hub.server.counters().dataFrames());
      clients.get(3).vanish();
      hub.settle();
      assertEquals(3 * FRAMES, hub.server.counters().dataFrames());
      assertAllGetAll(clients.subList(0, 3));
    }
  }

  @Test
  void under_gap_the_inbox_is_read_on_and_who_is_behind_gets_the_same_octets_later()
      throws IOException {
    try (TestHub hub = new TestHub(CHAT)) {
      List<TestHub.Client> clients = registerFour(hub);
      for (int burst = 0; burst < 5; burst++) {
        sayBurst(hub, clients.get(0));
        hub.settle();
        clients.subList(0, 3).forEach(TestHub.Client::readAll);
        hub.settle();
      }
      assertEquals(5 * FRAMES, hub.server.counters().dataFrames());
      assertAllGetAll(clients);
    }
  }

  @Test
  void a_frame_for_one_keeps_its_place_behind_a_run_that_its_pipe_had_no_room_for()
      throws IOException {
    try (TestHub hub = new TestHub(WAIT)) {
      List<TestHub.Client> clients = registerFour(hub);
      TestHub.Client sender = clients.get(0);
      sayBurst(hub, sender);
      hub.settle();
      sayBurst(hub, sender);
      assertTrue(hub.write(sender.token() + "@d¶for d alone\n"));
      hub.settle();
      clients.get(3).readAllThatIsOwed();
      List<String> expected = new ArrayList<>(said);
      expected.add("a@d¶for d alone");
      assertEquals(expected, clients.get(3).frames().subList(1, expected.size() + 1));
      assertAllGetAll(clients.subList(0, 3));
    }
  }

  @Test
  void who_leaves_while_owed_a_run_gets_it_before_the_goodbye() throws IOException {
    try (TestHub hub = new TestHub(CHAT)) {
      List<TestHub.Client> clients = registerFour(hub);
      sayBurst(hub, clients.get(0));
      hub.settle();
      sayBurst(hub, clients.get(0));
      hub.settle();
      assertTrue(hub.write(clients.get(3).token() + "¶\n"));
      hub.settle();
      clients.get(3).readAllThatIsOwed();
      List<String> expected = new ArrayList<>(said);
      expected.add("hub¶bye disconnect");
      assertEquals(expected, clients.get(3).frames().subList(1, expected.size() + 1));
      assertTrue(clients.get(3).ended());
      assertAllGetAll(clients.subList(0, 3));
      assertFalse(clients.get(0).ended());
    }
  }

  /** Found by simulation: the memory of the run was started over under the dead. */
  @Test
  void who_dies_while_a_run_is_teed_is_owed_nothing_when_more_is_said_in_the_same_pass()
      throws IOException {
    TestKernel kernel = new TestKernel();
    try (TestHub hub = new TestHub(kernel.kernel(), HubConfig.of(HubMode.CHAT))) {
      List<TestHub.Client> clients = registerFour(hub);
      clients.forEach(TestHub.Client::readAll);
      sayBurst(hub, clients.get(0));
      TestHub.Client newcomer = hub.open("e");
      assertTrue(hub.write("\n¶e\n"));
      kernel.afterEach("read", clients.get(3)::vanish);
      hub.settle();
      newcomer.readAll();
      assertEquals("d¶", newcomer.frames().get(1), "told after the welcome");
      clients.get(1).readAllThatIsOwed();
      List<String> heard = clients.get(1).frames();
      List<String> expected = new ArrayList<>(said);
      expected.addAll(List.of("¶e", "d¶"));
      assertEquals(expected, heard.subList(heard.size() - expected.size(), heard.size()));
    }
  }

  @Test
  void what_has_been_dropped_of_a_classic_client_who_is_behind_does_not_come_after_all()
      throws IOException {
    // not as long as the hub's memory for a run: what is too much is then teed, and not cut in two
    int queue = HubOptions.LEAST_QUEUE_OCTETS + 2 * PIPE_OCTETS;
    HubConfig config = CHAT.withClassic(true);
    try (TestHub hub = new TestHub(config, queue, HubOptions.DEFAULT_PINNED_OCTETS)) {
      TestHub.Client sender = hub.register("a", PIPE_OCTETS);
      List<TestHub.Client> classic = new ArrayList<>();
      for (String name : List.of("b", "c", "d")) {
        classic.add(hub.registerClassic(name, PIPE_OCTETS));
      }
      while (hub.server.counters().droppedFrames() == 0) {
        sayBurst(hub, sender);
        hub.settle();
        sender.readAll();
        classic.subList(0, 2).forEach(TestHub.Client::readAll);
      }
      TestHub.Client slow = classic.get(2);
      slow.readAllThatIsOwed();
      sayBurst(hub, sender);
      slow.readAllThatIsOwed();
      List<String> expected = new ArrayList<>(said.subList(0, FRAMES));
      expected.addAll(said.subList(said.size() - FRAMES, said.size()));
      assertEquals(expected, slow.frames().stream().map(text -> "a¶" + text).toList());
    }
  }

  private static List<TestHub.Client> registerFour(TestHub hub) throws IOException {
    List<TestHub.Client> clients = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      clients.add(hub.register(name, PIPE_OCTETS));
    }
    return clients;
  }

  /** As many octets as take all slots of a pipe, so that it has room for all of them or none. */
  private void sayBurst(TestHub hub, TestHub.Client sender) {
    int octets = 0;
    for (int i = 0; i < FRAMES; i++) {
      String number = String.format("%04d", said.size());
      String payload = number + "x".repeat(3800 - number.length());
      assertTrue(hub.write(sender.token() + "¶" + payload + "\n"));
      said.add("a¶" + payload);
      octets += 1 + 2 + payload.length() + 1;
    }
    assertTrue(octets > PIPE_OCTETS - 4096 && octets <= PIPE_OCTETS, "it fills a pipe's slots");
  }

  private void assertAllGetAll(List<TestHub.Client> clients) throws IOException {
    for (TestHub.Client client : clients) {
      client.readAllThatIsOwed();
    }
    for (TestHub.Client client : clients) {
      client.readAllThatIsOwed();
      assertEquals(said, client.frames().subList(1, client.frames().size()), client.name);
    }
  }
}
