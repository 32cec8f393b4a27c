package dev.pilcrow.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What one test has for itself, as a field with {@link RegisterExtension}: a fresh private
 * directory and the processes and clients that are started on it.
 *
 * <p>After the test the hubs that still run are ended by SIGTERM, which must go well, and all else
 * is killed; then no process, FIFO, temporary file, descriptor or thread may be left behind.
 */
final class Stage implements BeforeEachCallback, AfterEachCallback {
  private static final String PEER_MARK = "PILCROW_E2E_PEER";

  private final List<HubProcess> hubs = new ArrayList<>();
  private final List<Peer> peers = new ArrayList<>();
  private final List<WireClient> clients = new ArrayList<>();
  private final List<JavaClient> javaClients = new ArrayList<>();
  private final Set<Path> expectedLeftovers = new HashSet<>();
  private Path root = Path.of("");
  private Leftovers leftovers = Leftovers.none();
  private int launched;

  // ---- places ----

  /** A path for a directory that does not exist yet. */
  Path path(String name) {
    return root.resolve(name);
  }

  /** A fresh directory, private as all here. */
  Path directory(String name) {
    try {
      return Files.createDirectory(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fresh file with that content. */
  Path file(String name, String content) {
    try {
      return Files.writeString(path(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What processes have put into the place for files of no name, and not removed yet. */
  List<Path> temporaryFiles() {
    return leftovers.temporaryFiles();
  }

  /** The content of a file. */
  String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This FIFO may be there after the test: whoever should have removed it was killed. */
  void expectLeftover(Path fifo) {
    expectedLeftovers.add(fifo);
  }

  // ---- hubs ----

  /** A hub in a fresh directory of its own, listening. */
  HubProcess hub(String... options) {
    return hubIn(path("hub-" + hubs.size()), options);
  }

  /** A hub in that directory, listening. */
  HubProcess hubIn(Path directory, String... options) {
    HubProcess hub = hubOf(command(hubCommand(directory, options)), directory);
    hub.awaitListening();
    return hub;
  }

  /** The arguments of a hub in that directory. */
  String[] hubCommand(Path directory, String... options) {
    List<String> arguments = new ArrayList<>(List.of("hub", "--dir", directory.toString()));
    arguments.addAll(List.of(options));
    return pilcrowCommand(arguments.toArray(new String[0]));
  }

  /** A hub by a command of its own; not waited for. */
  HubProcess hubOf(ProcessBuilder command, Path directory) {
    HubProcess hub =
        start(command, "hub", (n, m, p, o, e) -> new HubProcess(n, m, p, o, e, directory));
    hubs.add(hub);
    return hub;
  }

  // ---- other processes ----

  /** {@code pilcrow} with these arguments. */
  Peer pilcrow(String... arguments) {
    return start(command(pilcrowCommand(arguments)), "pilcrow");
  }

  /** A Python program of the test's resources. */
  Peer python(String script, Object... arguments) {
    return start(pythonCommand(script, arguments), script);
  }

  /** The same, not started yet. */
  ProcessBuilder pythonCommand(String script, Object... arguments) {
    List<String> command =
        new ArrayList<>(List.of(Programs.python(), Programs.resource(script).toString()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return command(command.toArray(new String[0]));
  }

  /** The client in bash, on that hub. */
  Peer bashClient(HubProcess hub, String name) {
    return start(bashClientCommand(hub, name), name);
  }

  /** The same, not started yet. */
  ProcessBuilder bashClientCommand(HubProcess hub, String name) {
    String script = Programs.bashClient();
    return command("bash", "-c", script, "bash client", hub.directory().toString(), name);
  }

  /** The command line of {@code pilcrow} with these arguments. */
  String[] pilcrowCommand(String... arguments) {
    List<String> command = Programs.pilcrow(path("tmp"));
    command.addAll(List.of(arguments));
    return command.toArray(new String[0]);
  }

  /**
   * A command with the environment that all have, and its output and errors going to files; the
   * rest is the test's to set.
   */
  ProcessBuilder command(String... command) {
    launched++;
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(path(launched + ".out").toFile())
            .redirectError(path(launched + ".err").toFile());
    Map<String, String> environment = builder.environment();
    String searchPath = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", searchPath);
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TMPDIR", path("tmp").toString());
    environment.put(Leftovers.MARK, root.toString());
    environment.put(PEER_MARK, root + "#" + launched);
    return builder;
  }

  /** Starts a process that is killed after the test if it still runs. */
  Peer start(ProcessBuilder command, String name) {
    return start(command, name, Peer::new);
  }

  private interface PeerMaker<P extends Peer> {
    P make(String name, String mark, Process process, Lines output, Lines errors);
  }

  private <P extends Peer> P start(ProcessBuilder command, String name, PeerMaker<P> maker) {
    try {
      P peer =
          maker.make(
              name,
              PEER_MARK + "=" + command.environment().get(PEER_MARK),
              command.start(),
              linesOf(command.redirectOutput()),
              linesOf(command.redirectError()));
      peers.add(peer);
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Lines linesOf(ProcessBuilder.Redirect redirect) {
    return new Lines(redirect.file() == null ? path("no file") : redirect.file().toPath());
  }

  // ---- clients within the test ----

  /** A native client whose FIFO is made; it has said nothing. */
  WireClient client(Path directory, String name) {
    WireClient client = WireClient.make(directory, name);
    clients.add(client);
    return client;
  }

  /** A native client that is registered and has taken its welcome. */
  WireClient join(HubProcess hub, String name) {
    return client(hub.directory(), name).register();
  }

  /** A client of the Java API that the hub has let in. */
  JavaClient joinInJava(HubProcess hub, String name) throws IOException, InterruptedException {
    JavaClient client = JavaClient.join(hub.directory(), name);
    javaClients.add(client);
    return client;
  }

  /** Someone who writes into the inbox and has no FIFO. */
  WireClient stranger(HubProcess hub) {
    WireClient stranger = WireClient.stranger(hub.directory());
    clients.add(stranger);
    return stranger;
  }

  // ---- before and after ----

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    root = Files.createTempDirectory("pilcrow-e2e-").toRealPath();
    directory("tmp");
    leftovers = Leftovers.before(root);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    Throwable failure = context.getExecutionException().orElse(null);
    try {
      cleanUp();
    } catch (RuntimeException | AssertionError e) {
      if (failure == null) {
        throw e;
      }
      failure.addSuppressed(e);
    } finally {
      deleteAll();
    }
  }

  private void cleanUp() throws IOException {
    try {
      clients.forEach(WireClient::close);
      javaClients.forEach(JavaClient::close);
      for (Peer peer : peers) {
        if (!(peer instanceof HubProcess) && peer.isAlive()) {
          peer.kill();
        }
      }
      for (HubProcess hub : hubs) {
        if (hub.isAlive()) {
          hub.shutDown();
        }
      }
    } finally {
      peers.stream().filter(Peer::isAlive).forEach(Peer::kill);
      peers.forEach(Peer::close);
    }
    leftovers.requireNone(expectedLeftovers);
  }

  private void deleteAll() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The command line that runs another one by a program before it. */
  static String[] prepend(String[] command, String... program) {
    return Stream.concat(Stream.of(program), Stream.of(command)).toArray(String[]::new);
  }

  /** The octets of all that a process has written to its output. */
  static byte[] bytes(ProcessBuilder command) {
    try {
      return Files.readAllBytes(command.redirectOutput().file().toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** UTF-8, the encoding of everything here. */
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
