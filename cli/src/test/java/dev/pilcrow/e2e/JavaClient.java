package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.fifo.client.ClientListener;
import dev.pilcrow.fifo.client.ClientOptions;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.HubClient;
import dev.pilcrow.fifo.client.RunningHubClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The client of the Java API, on its own thread in the test's JVM; what it hears waits in line. */
final class JavaClient implements AutoCloseable {
  private final Ear ear = new Ear();
  private final RunningHubClient client;

  private JavaClient(Path directory, String name) throws IOException, InterruptedException {
    client = HubClient.start(ClientOptions.of(directory.toString(), name), ear);
  }

  /** A client that the hub has let in; closed by the test, or by the stage. */
  static JavaClient join(Path directory, String name) throws IOException, InterruptedException {
    return new JavaClient(directory, name);
  }

  void say(String text) throws IOException, InterruptedException {
    client.send(text);
  }

  void sayTo(String recipient, String text) throws IOException, InterruptedException {
    client.send(recipient, Stage.utf8(text));
  }

  void who() throws IOException, InterruptedException {
    client.who();
  }

  /** The next that it hears, in the words of {@link Ear}. */
  String next() {
    return Await.present(
        () -> "something to hear for " + client.name(),
        () -> Optional.ofNullable(ear.heard.poll()));
  }

  void expect(String... expected) {
    for (String word : expected) {
      assertEquals(word, next(), () -> "heard by " + client.name());
    }
  }

  /** Leaves in order, and waits for the end. */
  @Override
  public void close() {
    client.close();
  }

  private static final class Ear implements ClientListener {
    final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void onMessage(String sender, @Nullable String recipient, byte[] message) {
      String address = recipient == null ? sender : sender + " to " + recipient;
      heard.add(address + ": " + new String(message, StandardCharsets.UTF_8));
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
    public void onGap(long frames) {
      heard.add("gap " + frames);
    }

    @Override
    public void onError(String code, String text) {
      heard.add("error " + code);
    }

    @Override
    public void onWho(List<String> names) {
      heard.add("here: " + String.join(" ", names));
    }

    @Override
    public void onClosed(CloseReason reason, String detail) {
      heard.add("closed: " + reason);
    }
  }
}
