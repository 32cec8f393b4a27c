package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.client.ClientListener;
import dev.pilcrow.fifo.client.ClientOptions;
import dev.pilcrow.fifo.client.ClientState;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.HubClient;
import dev.pilcrow.fifo.client.SendResult;
import dev.pilcrow.fifo.client.Welcome;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client, as it is in production. What its listener is told is what it gets. */
final class NativePart extends ClientPart implements ClientListener {
  private final EventLoop loop;
  private final HubClient client;

  NativePart(ScenarioProcess process, Log log, ClientOptions options) throws IOException {
    super(process, log);
    this.loop = new EventLoop(Poller.open(process));
    this.client = HubClient.connect(process, loop, options, this);
    endIfClosed();
  }

  @Override
  void turn(long timeoutNanos) throws IOException {
    loop.turn(timeoutNanos);
    client.onTick(process.nanoTime());
    endIfClosed();
  }

  @Override
  long timeoutNanos() {
    return client.timeoutNanos();
  }

  @Override
  void say(@Nullable String recipient, byte[] message) {
    check(client.send(recipient, message));
  }

  @Override
  void askWho() {
    check(client.who());
  }

  @Override
  void ping(String text) {
    check(client.ping(text));
  }

  @Override
  void leave() {
    client.leave();
    endIfClosed();
  }

  @Override
  void close() {
    client.close();
    endIfClosed();
  }

  @Override
  void read(boolean wanted) {
    client.reading(wanted);
  }

  @Override
  void goHome() {
    close();
  }

  @Override
  public void onWelcome(Welcome welcome) {
    log.got("welcome to " + welcome.mode().text() + " as " + welcome.name());
  }

  @Override
  public void onMessage(String sender, @Nullable String recipient, byte[] message) {
    log.got(sender + (recipient == null ? "" : "@" + recipient) + ": " + Spelling.of(message));
  }

  @Override
  public void onJoined(String name) {
    log.got(name + " joined");
  }

  @Override
  public void onLeft(String name) {
    log.got(name + " left");
  }

  @Override
  public void onGap(long frames) {
    log.got("gap " + frames);
  }

  @Override
  public void onError(String code, String text) {
    log.got("error " + code + ": " + text);
  }

  @Override
  public void onPong(String text) {
    log.got("pong " + text);
  }

  @Override
  public void onWho(List<String> names) {
    log.got("who " + names);
  }

  @Override
  public void onClosed(CloseReason reason, String detail) {
    log.got("closed, " + reason.text() + ": " + detail);
  }

  private void endIfClosed() {
    if (isLive() && client.state() == ClientState.CLOSED) {
      loop.close();
      end();
    }
  }

  private void check(SendResult result) {
    if (result != SendResult.QUEUED) {
      log.got("not sent: " + result);
    }
  }
}
