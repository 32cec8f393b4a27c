package dev.pilcrow.fifo.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Poller;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients whose pipes have no room for a run that was teed, under {@code wait}. */
class LaggardsTest {
  private static final HubConfig WAIT =
      HubConfig.of(HubMode.CHAT).withPresence(false).withSlowPolicy(SlowPolicy.WAIT);

  private static final int CLIENTS = Laggards.HERD_FROM + 4;
  private static final int PIPE_OCTETS = 1 << 15;

  /** So many frames of 3,804 octets take all slots of such a pipe, and are enough to be teed. */
  private static final int FRAMES = PIPE_OCTETS / 4096;

  /** Turns, each of them at most as long as a scout is waited for. */
  private static final int GENEROUS_TURNS = 1000;

  private int said;

  @Test
  void many_of_them_are_waited_for_together_and_few_each_by_itself() throws IOException {
    try (TestHub hub = new TestHub(WAIT)) {
      List<TestHub.Client> clients = allLag(hub);
      long timeout = hub.server.timeoutNanos();
      assertTrue(timeout >= 0 && timeout <= Laggards.PATIENCE_NANOS, "a scout: " + timeout);
      clients.forEach(TestHub.Client::readAll);
      hub.settle();
      assertEquals(Poller.FOREVER, hub.server.timeoutNanos(), "all have caught up");
      sayBurst(hub, clients.get(0));
      hub.settle();
      clients.subList(Laggards.HERD_FROM - 1, CLIENTS).forEach(TestHub.Client::readAll);
      turnUntilServed(hub, clients.subList(Laggards.HERD_FROM - 1, CLIENTS));
      assertEquals(Poller.FOREVER, hub.server.timeoutNanos(), "few are left, and none a scout");
      turnUntilServed(hub, clients);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void one_who_does_not_read_keeps_from_nobody_what_was_said_already(int stuck) throws IOException {
    try (TestHub hub = new TestHub(WAIT)) {
      List<TestHub.Client> others = new ArrayList<>(allLag(hub));
      TestHub.Client deaf = others.remove(stuck);
      turnUntilServed(hub, others);
      assertEquals(1 + FRAMES, lines(deaf) + owed(deaf), "one run is in its pipe");
      others.add(deaf);
      turnUntilServed(hub, others);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void one_who_dies_is_waited_for_by_nobody(int dead) throws IOException {
    try (TestHub hub = new TestHub(WAIT)) {
      List<TestHub.Client> others = new ArrayList<>(allLag(hub));
      others.remove(dead).vanish();
      turnUntilServed(hub, others);
      assertEquals(CLIENTS - 1, hub.server.gauges().sessions());
    }
  }

  @Test
  void the_inbox_is_read_on_as_soon_as_the_last_has_caught_up() throws IOException {
    try (TestHub hub = new TestHub(WAIT)) {
      List<TestHub.Client> clients = allLag(hub);
      for (int burst = 0; burst < 5; burst++) {
        sayBurst(hub, clients.get(0));
        turnUntilServed(hub, clients);
      }
      assertEquals(said, hub.server.counters().dataFrames());
    }
  }

  /** Everybody's pipe is full of one run, and everybody is owed a second. */
  private List<TestHub.Client> allLag(TestHub hub) throws IOException {
    List<TestHub.Client> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(hub.register("c" + i, PIPE_OCTETS));
    }
    sayBurst(hub, clients.get(0));
    hub.settle();
    sayBurst(hub, clients.get(0));
    hub.settle();
    return clients;
  }

  private void sayBurst(TestHub hub, TestHub.Client sender) {
    for (int i = 0; i < FRAMES; i++) {
      String payload = said + "x".repeat(3800 - String.valueOf(said).length());
      assertTrue(hub.write(sender.token() + "¶" + payload + "\n"));
      said++;
    }
  }

  /** They read, and the hub waits for whatever happens, until they have all that was said. */
  private void turnUntilServed(TestHub hub, List<TestHub.Client> clients) throws IOException {
    for (int turn = 0; turn < GENEROUS_TURNS; turn++) {
      clients.forEach(TestHub.Client::readAll);
      if (clients.stream().allMatch(client -> lines(client) == 1 + said)) {
        return;
      }
      hub.server.turn(Laggards.PATIENCE_NANOS);
    }
    throw new AssertionError(
        clients.stream().map(client -> client.name + " has " + lines(client)).toList()
            + " of "
            + (1 + said));
  }

  private static int lines(TestHub.Client client) {
    return client.frames().size();
  }

  /** Takes what its pipe holds now. */
  private static int owed(TestHub.Client client) {
    int before = lines(client);
    client.readAll();
    return lines(client) - before;
  }
}
