package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SpinningPoller;
import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients on threads of their own, against a real hub. */
@Timeout(60)
class RunningHubClientTest {
  private Path directory;
  private Set<String> descriptorsBefore;
  private HubServer hub;
  private Thread hubThread;

  @BeforeEach
  void startHub() throws IOException {
    directory = Files.createTempDirectory("running");
    descriptorsBefore = ClientBench.descriptors();
    hub = open(directory);
    hubThread = new Thread(this::runHub, "hub");
    hubThread.start();
  }

  @AfterEach
  void nothing_is_left() throws IOException, InterruptedException {
    stopHub();
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("pilcrow-client-"))
            .toList();
    Set<String> descriptors = ClientBench.descriptors();
    descriptors.removeAll(descriptorsBefore);
    assertEquals(List.of(), threads, "threads left");
    assertEquals(Set.of(), descriptors, "descriptors left open");
    Files.delete(directory); // fails if a FIFO is left in it
  }

  @Test
  void three_lines_are_a_client() throws Exception {
    String directory = this.directory.toString();
    RecordingListener listener = new RecordingListener();
    // the same three lines as in package-info
    try (RunningHubClient alice = HubClient.start(ClientOptions.of(directory, "alice"), listener)) {
      alice.send("hello, everyone");
    }

    assertEquals(
        List.of(
            "welcome alice chat",
            "alice: hello, everyone",
            "closed SAID_GOODBYE | the hub has answered the goodbye"),
        listener.all());
  }

  @Test
  void a_client_knows_its_hub_when_it_has_started() throws Exception {
    RunningHubClient alice = HubClient.start(options("alice"), new ClientListener() {});

    assertEquals("alice", alice.name());
    assertEquals(HubMode.CHAT, alice.welcome().mode());
    assertNull(alice.closeReason());
    alice.close();
    assertEquals(CloseReason.SAID_GOODBYE, alice.closeReason());
  }

  @Test
  void the_hub_answers() throws Exception {
    RecordingListener listener = new RecordingListener();
    try (RunningHubClient alice = HubClient.start(options("alice"), listener)) {
      alice.who();
      alice.ping("x");
      alice.send("nobody", new byte[] {1});
      listener.await("error no-such-name");
    }

    assertEquals(
        List.of(
            "welcome alice chat",
            "who [alice]",
            "pong x",
            "error no-such-name | nobody is not here",
            "closed SAID_GOODBYE | the hub has answered the goodbye"),
        listener.all());
  }

  @Test
  void a_client_that_spins_hears_and_ends_as_any_other() throws Exception {
    RecordingListener listener = new RecordingListener();
    ClientOptions spinning = options("alice").withSpinNanos(100_000);
    try (RunningHubClient alice = HubClient.start(spinning, listener)) {
      for (int i = 0; i < 100; i++) {
        alice.ping("" + i);
        listener.await("pong " + i);
      }
    }
    assertEquals("closed SAID_GOODBYE | the hub has answered the goodbye", listener.all().get(101));
  }

  @Test
  void the_time_to_spin_has_bounds() {
    options("alice").withSpinNanos(SpinningPoller.MAX_SPIN_NANOS);
    for (long nanos : new long[] {-1, SpinningPoller.MAX_SPIN_NANOS + 1}) {
      assertThrows(IllegalArgumentException.class, () -> options("alice").withSpinNanos(nanos));
    }
  }

  @Test
  void a_listener_may_answer_from_its_first_call_on() throws Exception {
    RecordingListener asker = new RecordingListener();
    try (RunningHubClient bot = RunningHubClient.start(options("bot"), Echo::new);
        RunningHubClient alice = HubClient.start(options("alice"), asker)) {
      alice.send("bot", "are you there?".getBytes(UTF_8));
      asker.await("bot@alice: are you there?");
      assertEquals("bot", bot.name());
    }
  }

  private record Echo(RunningHubClient client) implements ClientListener {
    @Override
    public void onMessage(String sender, @Nullable String recipient, byte[] message) {
      try {
        assertTrue(client.trySend(sender, message));
      } catch (ClientClosedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void a_listener_may_send_when_it_is_welcomed() throws Exception {
    RecordingListener asker = new RecordingListener();
    try (RunningHubClient alice = HubClient.start(options("alice"), asker);
        RunningHubClient bot = RunningHubClient.start(options("bot"), Greeter::new)) {
      asker.await("bot: here I am");
      assertEquals("alice", alice.name());
      assertEquals("bot", bot.name());
    }
  }

  private record Greeter(RunningHubClient client) implements ClientListener {
    @Override
    public void onWelcome(Welcome welcome) {
      assertEquals(welcome, client.welcome());
      try {
        client.send("here I am");
      } catch (ClientClosedException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void a_listener_that_is_told_the_end_can_ask_why_and_send_nothing_more() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    CloseReason[] reason = new CloseReason[1];
    RunningHubClient alice =
        RunningHubClient.start(
            options("alice"),
            client ->
                new ClientListener() {
                  @Override
                  public void onClosed(CloseReason why, String detail) {
                    reason[0] = client.closeReason();
                    assertThrows(
                        ClientClosedException.class, () -> client.trySend(null, new byte[1]));
                    refused.countDown();
                  }
                });
    alice.close();

    refused.await();
    assertEquals(CloseReason.SAID_GOODBYE, reason[0]);
  }

  @Test
  void many_threads_may_send_and_all_of_it_arrives_in_the_order_of_each() throws Exception {
    RecordingListener listener = new RecordingListener();
    int threads = 4;
    int each = 500;
    try (RunningHubClient alice = HubClient.start(options("alice"), listener)) {
      List<FutureTask<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String thread = "thread " + t + ", ";
        tasks.add(
            new FutureTask<>(
                () -> {
                  for (int i = 0; i < each; i++) {
                    alice.send(thread + i);
                  }
                  return null;
                }));
      }
      tasks.forEach(task -> new Thread(task).start());
      for (FutureTask<Void> task : tasks) {
        task.get();
      }
    }

    List<String> told = listener.all();
    assertEquals(threads * each + 2, told.size());
    for (int t = 0; t < threads; t++) {
      String beginning = "alice: thread " + t + ", ";
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        expected.add(beginning + i);
      }
      assertEquals(expected, told.stream().filter(line -> line.startsWith(beginning)).toList());
    }
  }

  @Test
  void who_sends_more_than_fits_waits_and_nothing_is_lost() throws Exception {
    RecordingListener listener = new RecordingListener();
    ClientOptions small = options("alice").withLimits(ClientLimits.DEFAULT.withQueueOctets(10_000));
    try (RunningHubClient alice = HubClient.start(small, listener)) {
      for (int i = 0; i < 300; i++) {
        alice.send(i % 100 + "x".repeat(8000));
      }
    }

    assertEquals(302, listener.all().size());
    assertTrue(listener.all().get(300).startsWith("alice: 99x"));
  }

  @Test
  void try_send_does_not_wait_and_room_is_told() throws Exception {
    RecordingListener listener = new RecordingListener();
    CountDownLatch held = new CountDownLatch(1);
    ClientListener holding =
        new RecordingListener() {
          @Override
          public void onMessage(String sender, @Nullable String recipient, byte[] message) {
            try {
              held.await(); // a listener that blocks stops its client
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }

          @Override
          public void onRoom() {
            listener.onRoom();
          }
        };
    ClientOptions small = options("alice").withLimits(ClientLimits.DEFAULT.withQueueOctets(4096));
    try (RunningHubClient alice = HubClient.start(small, holding)) {
      alice.send("hold");
      while (alice.trySend(null, new byte[1000])) {}
      held.countDown();
      listener.await("room");
      assertTrue(alice.trySend(null, new byte[1000]));
    }
    assertEquals(List.of("room"), listener.all());
  }

  @Test
  void messages_that_never_fit_and_recipients_that_cannot_be_are_the_callers_mistake()
      throws Exception {
    ClientOptions small = options("alice").withLimits(ClientLimits.DEFAULT.withQueueOctets(4096));
    try (RunningHubClient alice = HubClient.start(small, new ClientListener() {})) {
      assertThrows(IllegalArgumentException.class, () -> alice.send(null, new byte[4096]));
      assertThrows(IllegalArgumentException.class, () -> alice.trySend("hub", new byte[1]));
      assertThrows(IllegalArgumentException.class, () -> alice.ping("x".repeat(3836)));
    }
  }

  @Test
  void without_a_hub_start_fails() throws Exception {
    stopHub();
    RecordingListener listener = new RecordingListener();
    ClientClosedException thrown =
        assertThrows(
            ClientClosedException.class, () -> HubClient.start(options("alice"), listener));

    assertEquals(CloseReason.NO_HUB, thrown.reason());
    assertTrue(String.valueOf(thrown.getMessage()).startsWith("no hub: "));
    assertEquals(1, listener.all().size());
  }

  @Test
  void a_name_that_is_taken_is_told_by_start() throws Exception {
    try (RunningHubClient alice = HubClient.start(options("alice"), new ClientListener() {})) {
      assertEquals(
          CloseReason.NAME_TAKEN,
          assertThrows(
                  ClientClosedException.class,
                  () -> HubClient.start(options(alice.name()), new ClientListener() {}))
              .reason());
    }
  }

  @Test
  void after_the_end_nothing_can_be_sent() throws Exception {
    RunningHubClient alice = HubClient.start(options("alice"), new ClientListener() {});
    alice.leave();
    assertThrows(Exception.class, () -> alice.send("late"));
    alice.close();
    assertThrows(ClientClosedException.class, () -> alice.send("too late"));
    assertThrows(ClientClosedException.class, () -> alice.trySend(null, new byte[1]));
  }

  @Test
  void when_the_hub_shuts_down_waiting_senders_are_told() throws Exception {
    RecordingListener listener = new RecordingListener();
    try (RunningHubClient alice = HubClient.start(options("alice"), listener)) {
      hub.stop();
      listener.await("closed HUB_SHUT_DOWN");
      ClientClosedException thrown = null;
      while (thrown == null) {
        try {
          alice.send("is anybody there?");
        } catch (ClientClosedException e) {
          thrown = e;
        }
      }
      assertEquals(CloseReason.HUB_SHUT_DOWN, thrown.reason());
    }
  }

  @Test
  void closing_on_the_own_thread_only_begins_to_leave() throws Exception {
    RecordingListener listener = new RecordingListener();
    RunningHubClient alice =
        RunningHubClient.start(
            options("alice"),
            client ->
                new RecordingListener() {
                  @Override
                  public void onMessage(String sender, @Nullable String to, byte[] message) {
                    client.close();
                  }

                  @Override
                  public void onClosed(CloseReason reason, String detail) {
                    listener.onClosed(reason, detail);
                  }
                });
    alice.send("enough");
    listener.await("closed SAID_GOODBYE");
    alice.close();
  }

  @Test
  void an_interrupted_close_does_not_wait_and_stays_interrupted() throws Exception {
    RunningHubClient alice = HubClient.start(options("alice"), new ClientListener() {});
    Thread.currentThread().interrupt();
    alice.close();

    assertTrue(Thread.interrupted());
    assertFalse(alice.closeReason() == null);
  }

  @Test
  void a_listener_that_throws_ends_its_client_and_its_thread() throws Exception {
    RecordingListener listener = new RecordingListener();
    CountDownLatch thrown = new CountDownLatch(1);
    RunningHubClient alice =
        RunningHubClient.start(
            options("alice"),
            client ->
                new ClientListener() {
                  @Override
                  public void onMessage(String sender, @Nullable String to, byte[] message) {
                    Thread.currentThread()
                        .setUncaughtExceptionHandler((thread, e) -> thrown.countDown());
                    throw new IllegalStateException("no");
                  }

                  @Override
                  public void onClosed(CloseReason reason, String detail) {
                    listener.onClosed(reason, detail);
                  }
                });
    alice.send("throw");
    thrown.await();
    alice.close();

    assertTrue(listener.all().get(0).startsWith("closed LOCAL_FAILURE | "));
    assertEquals(CloseReason.LOCAL_FAILURE, alice.closeReason());
  }

  /** The hub would wait for it, under the policy wait together with everybody. */
  @Test
  void an_error_of_a_listener_ends_its_client_too() throws Exception {
    CountDownLatch thrown = new CountDownLatch(1);
    RunningHubClient alice =
        RunningHubClient.start(
            options("alice"),
            client ->
                new ClientListener() {
                  @Override
                  public void onMessage(String sender, @Nullable String to, byte[] message) {
                    Thread.currentThread()
                        .setUncaughtExceptionHandler((thread, e) -> thrown.countDown());
                    throw new StackOverflowError("planned");
                  }
                });
    alice.send("throw");
    thrown.await();
    alice.close();

    assertEquals(CloseReason.LOCAL_FAILURE, alice.closeReason());
  }

  @Test
  void a_listener_that_throws_when_it_is_welcomed_lets_start_fail() {
    ClientListener throwing =
        new ClientListener() {
          @Override
          public void onWelcome(Welcome welcome) {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {});
            throw new IllegalStateException("planned");
          }
        };

    assertEquals(
        CloseReason.LOCAL_FAILURE,
        assertThrows(ClientClosedException.class, () -> HubClient.start(options("alice"), throwing))
            .reason());
  }

  @Test
  void where_no_listener_can_be_made_nothing_is_left_open() {
    assertThrows(
        IllegalStateException.class,
        () ->
            RunningHubClient.start(
                options("alice"),
                client -> {
                  throw new IllegalStateException("planned");
                }));
  }

  /** All that can be queued is queued: there is no room for a goodbye behind it. */
  @Test
  void closing_ends_though_the_hub_reads_nothing() throws Exception {
    Path stopped = Files.createTempDirectory("stopped");
    HubServer server = open(stopped);
    Semaphore room = new Semaphore(0);
    ClientListener listener =
        new ClientListener() {
          @Override
          public void onRoom() {
            room.release();
          }
        };
    ClientLimits few = ClientLimits.DEFAULT.withQueueOctets(4096).withSilenceNanos(200_000_000);
    ClientOptions options = ClientOptions.of(stopped.toString(), "alice").withLimits(few);
    FutureTask<RunningHubClient> starting =
        new FutureTask<>(() -> HubClient.start(options, listener));
    new Thread(starting).start();
    while (!starting.isDone()) {
      server.turn(1_000_000);
    }
    RunningHubClient alice = starting.get();
    while (alice.trySend(null, new byte[1000]) || room.tryAcquire(1, SECONDS)) {}

    alice.close();

    assertEquals(CloseReason.TIMED_OUT, alice.closeReason());
    server.close();
    Files.delete(stopped);
  }

  @Test
  void all_clients_hear_everything_in_one_order() throws Exception {
    int clients = 8;
    int each = 50;
    List<RecordingListener> listeners = new ArrayList<>();
    List<RunningHubClient> running = new ArrayList<>();
    for (int c = 0; c < clients; c++) {
      RecordingListener listener = new RecordingListener();
      listeners.add(listener);
      running.add(HubClient.start(options("client" + c), listener));
    }
    listeners.forEach(RecordingListener::take);
    for (int i = 0; i < each; i++) {
      for (RunningHubClient client : running) {
        client.send("message " + i);
      }
    }
    for (RunningHubClient client : running) {
      client.ping("done");
    }
    for (RecordingListener listener : listeners) {
      listener.await("pong done");
    }
    running.get(0).ping("all");
    listeners.get(0).await("pong all");
    List<String> first = messages(listeners.get(0));
    assertEquals(clients * each, first.size());
    for (int c = clients - 1; c >= 0; c--) {
      running.get(c).close();
    }
    for (RecordingListener listener : listeners) {
      assertEquals(first, messages(listener));
    }
  }

  @Test
  void what_waits_for_room_is_sent_as_soon_as_there_is_some() throws Exception {
    Path busy = Files.createTempDirectory("busy");
    HubServer server = open(busy);
    RecordingListener listener = new RecordingListener();
    ClientLimits few = ClientLimits.DEFAULT.withQueueOctets(4096);
    FutureTask<RunningHubClient> startingBob =
        new FutureTask<>(() -> HubClient.start(ClientOptions.of(busy.toString(), "bob"), listener));
    FutureTask<RunningHubClient> startingAlice =
        new FutureTask<>(
            () ->
                HubClient.start(
                    ClientOptions.of(busy.toString(), "alice").withLimits(few),
                    new ClientListener() {}));
    new Thread(startingBob).start();
    new Thread(startingAlice).start();
    while (!startingBob.isDone() || !startingAlice.isDone()) {
      server.turn(1_000_000);
    }
    RunningHubClient alice = startingAlice.get();
    ScriptedHub other = new ScriptedHub(new NativeKernel(), busy.toString());
    other.fill();
    other.die();
    // escaped they are twice as long: they do not fit in the client's queue together
    alice.send("bob", new byte[3000]);
    alice.send("bob", ("first" + "\n".repeat(1500)).getBytes(UTF_8));
    alice.send("bob", ("second" + "\n".repeat(1500)).getBytes(UTF_8));

    while (listener.all().stream().noneMatch(line -> line.startsWith("alice@bob: second"))) {
      server.turn(1_000_000);
    }
    server.close();
    alice.close();
    startingBob.get().close();
    Files.delete(busy);
  }

  private static List<String> messages(RecordingListener listener) {
    return listener.all().stream().filter(line -> line.contains(": message ")).toList();
  }

  private ClientOptions options(String name) {
    return ClientOptions.of(directory.toString(), name);
  }

  private static HubServer open(Path directory) throws IOException {
    Kernel kernel = new NativeKernel();
    return HubServer.open(
        kernel,
        new EventLoop(Poller.open(kernel)),
        HubOptions.of(directory.toString(), HubConfig.of(HubMode.CHAT)),
        HubListener.NONE);
  }

  private void stopHub() throws InterruptedException {
    hub.stop();
    hubThread.join();
  }

  private void runHub() {
    try {
      hub.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
