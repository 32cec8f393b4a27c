package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.client.ClientListener;
import dev.pilcrow.fifo.client.ClientOptions;
import dev.pilcrow.fifo.client.ClientState;
import dev.pilcrow.fifo.client.HubClient;
import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hub and its clients on real FIFOs, all driven by one thread in turn, so that each scene is over
 * before the next one begins. Every write into a FIFO is shown.
 */
final class DemoStage implements AutoCloseable {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long TURN_NANOS = 1_000_000L;

  private final Kernel kernel;
  private final String directory;
  private final boolean chat;
  private final Consumer<String> out;
  private final BooleanSupplier ended;
  private final HubServer hub;
  private final EventLoop loop;
  private final Map<String, Player> players = new LinkedHashMap<>();

  DemoStage(
      Kernel kernel, String directory, HubMode mode, Consumer<String> out, BooleanSupplier ended)
      throws IOException {
    this.kernel = kernel;
    this.directory = directory;
    this.chat = mode == HubMode.CHAT;
    this.out = out;
    this.ended = ended;
    Kernel shown = new DemoKernel(kernel, "hub", this::showWrite);
    this.loop = new EventLoop(Poller.open(kernel));
    this.hub =
        HubServer.open(
            shown,
            new EventLoop(Poller.open(shown)),
            HubOptions.of(directory, HubConfig.of(mode)),
            HubListener.NONE);
  }

  /** A client comes. */
  void join(String name) throws IOException {
    scene(name + " joins");
    Player player = new Player(name);
    int others = players.size();
    players.put(name, player);
    player.connect();
    await(() -> player.client().state() == ClientState.CONNECTED);
    if (chat) {
      await(() -> heardByOthers(name) == others);
    }
    forget();
  }

  /** A client says something, and it is heard. */
  void say(String name, @Nullable String recipient, String text) throws IOException {
    String to = recipient != null ? recipient : chat ? "everyone" : "the hub";
    scene(name + " says to " + to + ": \"" + text + "\"");
    player(name).client().send(recipient, text.getBytes(UTF_8));
    int hearers = recipient != null || !chat ? 1 : players.size();
    await(() -> heard() == hearers);
    forget();
  }

  /** A client says goodbye and goes. */
  void leave(String name) throws IOException {
    scene(name + " says goodbye");
    Player player = player(name);
    player.client().leave();
    await(() -> player.client().state() == ClientState.CLOSED);
    players.remove(name);
    if (chat) {
      await(() -> heard() == players.size());
    }
    forget();
  }

  @Override
  public void close() {
    for (Player player : players.values()) {
      player.client().close();
    }
    loop.close();
    hub.close();
  }

  /** Turns hub and clients until something has happened. */
  private void await(BooleanSupplier happened) throws IOException {
    long deadline = kernel.nanoTime() + PATIENCE_NANOS;
    while (!happened.getAsBoolean()) {
      if (ended.getAsBoolean()) {
        throw new EndedException();
      }
      if (kernel.nanoTime() - deadline > 0) {
        throw new IOException("the demo is stuck");
      }
      hub.turn(0);
      loop.turn(TURN_NANOS);
      for (Player player : players.values()) {
        player.client().onTick(kernel.nanoTime());
      }
    }
  }

  private Player player(String name) {
    Player player = players.get(name);
    if (player == null) {
      throw new IllegalStateException(name + " is not here");
    }
    return player;
  }

  private int heard() {
    return players.values().stream().mapToInt(player -> player.heard).sum();
  }

  private int heardByOthers(String name) {
    return heard() - player(name).heard;
  }

  private void forget() {
    players.values().forEach(player -> player.heard = 0);
  }

  private void scene(String text) {
    out.accept("  " + text);
  }

  private void showWrite(String writer, String fifo, String line) {
    String shown = line.replaceAll("\\b([0-9a-f]{4})[0-9a-f]{12}\\b", "$1…");
    out.accept(
        "      "
            + pad(writer, 5)
            + " -> "
            + pad("DIR/" + fifo, 9)
            + "   "
            + SafeText.escape(shown));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** The play was ended from outside. */
  static final class EndedException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** A client that tells what it hears. */
  private final class Player implements ClientListener {
    private final String name;
    private @Nullable HubClient client;
    private int heard;

    Player(String name) {
      this.name = name;
    }

    void connect() {
      client =
          HubClient.connect(
              new DemoKernel(kernel, name, DemoStage.this::showWrite),
              loop,
              ClientOptions.of(directory, name),
              this);
    }

    HubClient client() {
      if (client == null) {
        throw new IllegalStateException(name + " is not here");
      }
      return client;
    }

    @Override
    public void onMessage(String sender, @Nullable String recipient, byte[] message) {
      hears(
          (recipient == null ? sender : sender + ", to " + recipient + " alone")
              + ": \""
              + new String(message, UTF_8)
              + '"');
    }

    @Override
    public void onJoined(String who) {
      hears(who + " has joined");
    }

    @Override
    public void onLeft(String who) {
      hears(who + " has left");
    }

    private void hears(String what) {
      heard++;
      out.accept("    " + name + " hears  " + what);
    }
  }
}
