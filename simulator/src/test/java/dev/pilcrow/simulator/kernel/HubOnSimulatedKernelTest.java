package dev.pilcrow.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.client.ClientListener;
import dev.pilcrow.fifo.client.ClientOptions;
import dev.pilcrow.fifo.client.ClientState;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.HubClient;
import dev.pilcrow.fifo.client.Welcome;
import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The production hub and its clients on a simulated machine, in one thread. */
class HubOnSimulatedKernelTest {
  private static final int USER = 1000;
  private static final String DIRECTORY = "/tmp/hub";
  private static final int ENOUGH_ROUNDS = 20;

  private final SimulatedKernel machine = new SimulatedKernel(1);
  private final List<Participant> participants = new ArrayList<>();
  private final SimulatedProcess hubProcess = start("hub");
  private final HubServer hub;
  private boolean hubGoesOn = true;

  HubOnSimulatedKernelTest() throws IOException {
    HubOptions options = HubOptions.of(DIRECTORY, HubConfig.of(HubMode.CHAT));
    hub =
        HubServer.open(
            hubProcess, new EventLoop(Poller.open(hubProcess)), options, HubListener.NONE);
  }

  @Test
  void clients_register_chat_and_leave_and_the_hub_ends_with_nothing_left() throws IOException {
    Participant alice = new Participant("alice");
    Participant bob = new Participant("bob");
    turnAll();
    alice.client.send(null, "hello".getBytes(StandardCharsets.UTF_8));
    turnAll();
    bob.client.send("alice", "hush".getBytes(StandardCharsets.UTF_8));
    turnAll();
    alice.client.leave();
    turnAll();
    hub.stop();
    turnAll();

    assertEquals(
        List.of("welcome", "bob joined", "alice: hello", "bob: hush", "closed SAID_GOODBYE"),
        alice.heard);
    assertEquals(
        List.of("welcome", "alice: hello", "alice left", "closed HUB_SHUT_DOWN"), bob.heard);
    assertFalse(hubGoesOn);
    hub.close();
    for (Participant participant : participants) {
      participant.loop.close();
      assertEquals(0, participant.process.openDescriptors(), participant.process.name());
    }
    assertEquals(0, hubProcess.openDescriptors());
    assertFalse(machine.files().exists(DIRECTORY));
  }

  @Test
  void a_killed_client_is_reaped_at_once() throws IOException {
    Participant alice = new Participant("alice");
    Participant bob = new Participant("bob");
    turnAll();
    alice.process.kill();
    participants.remove(alice);
    turnAll();
    assertEquals(List.of("welcome", "alice left"), bob.heard);
    assertFalse(machine.files().exists(DIRECTORY + "/alice"));
    assertTrue(machine.files().exists(DIRECTORY + "/bob"));
  }

  /** Found by simulation: the hub's directory was blamed, "move it away or choose another". */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void a_hub_that_gets_no_descriptor_for_its_directory_or_inbox_says_so(int limit)
      throws SystemCallException {
    SimulatedProcess poor =
        machine.start("poor", ProcessOptions.user(USER).withDescriptorLimit(limit), new OpenGate());
    HubOptions options = HubOptions.of("/tmp/other", HubConfig.of(HubMode.CHAT));
    EventLoop loop = new EventLoop(Poller.open(poor));

    SystemCallException refused =
        assertThrows(
            SystemCallException.class, () -> HubServer.open(poor, loop, options, HubListener.NONE));

    assertEquals(Errno.EMFILE, refused.errno(), refused.getMessage());
    assertEquals(0, poor.openDescriptors());
  }

  @Test
  void a_client_that_reads_nothing_stops_no_other() throws IOException {
    Participant alice = new Participant("alice");
    turnAll();
    Participant bob = new Participant("bob");
    turnAll();
    participants.remove(bob);
    for (int i = 0; i < 2000; i++) {
      alice.client.send(null, new byte[100]);
      turnAll();
    }
    assertEquals(2002, alice.heard.size());
  }

  private SimulatedProcess start(String name) {
    return machine.start(name, ProcessOptions.user(USER), new OpenGate());
  }

  /** Everyone in turn until all have had their say. */
  private void turnAll() throws IOException {
    for (int round = 0; round < ENOUGH_ROUNDS; round++) {
      hubGoesOn = hubGoesOn && hub.turn(0);
      for (Participant participant : participants) {
        participant.turn();
      }
    }
  }

  private final class Participant implements ClientListener {
    final List<String> heard = new ArrayList<>();
    final SimulatedProcess process;
    final EventLoop loop;
    final HubClient client;

    Participant(String name) throws IOException {
      process = start(name);
      loop = new EventLoop(Poller.open(process));
      client = HubClient.connect(process, loop, ClientOptions.of(DIRECTORY, name), this);
      participants.add(this);
    }

    void turn() throws IOException {
      if (client.state() != ClientState.CLOSED) {
        loop.turn(0);
        client.onTick(process.nanoTime());
      }
    }

    @Override
    public void onWelcome(Welcome welcome) {
      heard.add("welcome");
    }

    @Override
    public void onMessage(String sender, @Nullable String recipient, byte[] message) {
      heard.add(sender + ": " + new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void onJoined(String name) {
      heard.add(name + " joined");
    }

    @Override
    public void onLeft(String name) {
      heard.add(name + " left");
    }

    @Override
    public void onClosed(CloseReason reason, String detail) {
      heard.add("closed " + reason);
    }
  }
}
