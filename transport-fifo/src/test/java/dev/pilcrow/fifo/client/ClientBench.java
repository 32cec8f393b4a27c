package dev.pilcrow.fifo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A loop, a scripted hub and the clients of one test, all on the test's thread. After the test its
 * clients are closed, and then no descriptor may be left, and no file but the inbox.
 */
@SuppressWarnings("NullAway.Init") // before each test
final class ClientBench implements BeforeEachCallback, AfterEachCallback {
  private static final int MANY_TURNS = 10_000;

  TestKernel kernel = new TestKernel();
  RecordingListener listener = new RecordingListener();
  private final List<HubClient> clients = new ArrayList<>();
  private EventLoop loop;
  private ScriptedHub hub;
  private Path directory;
  private Set<String> descriptorsBefore;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    begin();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    end();
  }

  void begin() throws IOException {
    directory = Files.createTempDirectory("client");
    descriptorsBefore = descriptors();
    kernel = new TestKernel();
    listener = new RecordingListener();
    loop = new EventLoop(Poller.open(kernel.real()));
    hub = new ScriptedHub(kernel.real(), directory());
  }

  void end() throws IOException {
    clients.forEach(HubClient::close);
    clients.clear();
    assertEquals(0, loop.size(), "registrations left");
    loop.close();
    hub.die();
    Set<String> left = descriptors();
    left.removeAll(descriptorsBefore);
    List<String> files = files();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertEquals(Set.of(), left, "descriptors left open");
    assertTrue(List.of("hub").containsAll(files), () -> "files left: " + files);
  }

  String directory() {
    return directory.toString();
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** The names in the directory. */
  List<String> files() throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      return names.map(name -> name.getFileName().toString()).sorted().toList();
    }
  }

  ScriptedHub hub() {
    return hub;
  }

  /** A hub that was started anew. */
  ScriptedHub nextHub() {
    hub.die();
    hub = new ScriptedHub(kernel.real(), directory());
    return hub;
  }

  ClientOptions options(String name) {
    return ClientOptions.of(directory(), name);
  }

  /** A client that has asked to be let in. */
  HubClient connect(String name) {
    return connect(options(name));
  }

  HubClient connect(ClientOptions options) {
    return connect(options, listener);
  }

  HubClient connect(ClientOptions options, ClientListener listener) {
    HubClient client = HubClient.connect(kernel.kernel(), loop, options, listener);
    clients.add(client);
    return client;
  }

  /** A client that has been let in, and whose listener has nothing told but that. */
  HubClient connected(String name) {
    return connected(options(name));
  }

  HubClient connected(ClientOptions options) {
    HubClient client = connect(options);
    hub.welcome(options.name());
    settle();
    assertEquals(ClientState.CONNECTED, client.state());
    listener.take();
    return client;
  }

  /** One turn of the loop that does not wait, and a tick. */
  int turn() {
    try {
      int called = loop.turn(0);
      clients.forEach(client -> client.onTick(kernel.kernel().nanoTime()));
      return called;
    } catch (SystemCallException e) {
      throw new AssertionError(e);
    }
  }

  /** Turns until nothing is left to do at present. */
  void settle() {
    for (int turns = 0; turn() > 0 || clients.stream().anyMatch(ClientBench::isDue); turns++) {
      assertTrue(turns < MANY_TURNS, "the loop is busy");
    }
  }

  private static boolean isDue(HubClient client) {
    return client.state() != ClientState.CLOSED && client.timeoutNanos() == 0;
  }

  /** Turns the clock on, and ticks. */
  void advance(long nanos) {
    kernel.advance(nanos);
    settle();
  }

  /** Descriptors of files, pipes and the like, with what they are. */
  static Set<String> descriptors() throws IOException {
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      return links
          .map(ClientBench::target)
          .filter(target -> !ofTheVirtualMachine(target))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String target(Path link) {
    try {
      return link.getFileName() + " " + Files.readSymbolicLink(link);
    } catch (IOException gone) {
      return "/proc/ the listing itself";
    }
  }

  /** Jars and libraries are opened when a class is first used, which may be within any test. */
  private static boolean ofTheVirtualMachine(String target) {
    return target.endsWith(".jar")
        || target.endsWith(".so")
        || target.endsWith("/modules")
        || target.endsWith("random")
        || target.contains("/proc/")
        || target.contains("/sys/");
  }
}
