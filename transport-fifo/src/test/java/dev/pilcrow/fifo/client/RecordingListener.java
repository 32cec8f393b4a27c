package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what it is told, one line each. */
class RecordingListener implements ClientListener {
  private final List<String> told = new ArrayList<>();

  /** What was told since this was asked last. */
  final synchronized List<String> take() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  /** All that was told and not taken. */
  final synchronized List<String> all() {
    return List.copyOf(told);
  }

  private synchronized void tell(String line) {
    told.add(line);
    notifyAll();
  }

  /** Waits until something that begins so was told; the test's own time limit ends it otherwise. */
  final synchronized void await(String beginning) throws InterruptedException {
    while (told.stream().noneMatch(line -> line.startsWith(beginning))) {
      wait();
    }
  }

  @Override
  public void onWelcome(Welcome welcome) {
    tell("welcome " + welcome.name() + " " + welcome.mode().text());
  }

  @Override
  public void onMessage(String sender, @Nullable String recipient, byte[] message) {
    String to = recipient == null ? "" : "@" + recipient;
    tell(sender + to + ": " + new String(message, UTF_8));
  }

  @Override
  public void onJoined(String name) {
    tell("joined " + name);
  }

  @Override
  public void onLeft(String name) {
    tell("left " + name);
  }

  @Override
  public void onGap(long frames) {
    tell("gap " + frames);
  }

  @Override
  public void onError(String code, String text) {
    tell("error " + code + " | " + text);
  }

  @Override
  public void onPong(String text) {
    tell("pong " + text);
  }

  @Override
  public void onWho(List<String> names) {
    tell("who " + names);
  }

  @Override
  public void onRoom() {
    tell("room");
  }

  @Override
  public void onClosed(CloseReason reason, String detail) {
    tell("closed " + reason + " | " + detail);
  }
}
