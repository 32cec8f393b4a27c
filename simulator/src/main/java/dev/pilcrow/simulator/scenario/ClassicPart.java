package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.client.ClassicClient;
import dev.pilcrow.fifo.client.ClassicListener;
import dev.pilcrow.fifo.client.ClassicOptions;
import dev.pilcrow.fifo.client.ClassicState;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.SendResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ClassicClient}, as it is in production. It gets lines, and what has no LF at the end.
 */
final class ClassicPart extends ClientPart implements ClassicListener {
  private final EventLoop loop;
  private final ClassicClient client;
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();

  ClassicPart(ScenarioProcess process, Log log, ClassicOptions options) throws IOException {
    super(process, log);
    this.loop = new EventLoop(Poller.open(process));
    this.client = ClassicClient.connect(process, loop, options, this);
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
    try {
      SendResult result = client.send(message);
      if (result != SendResult.QUEUED) {
        log.got("not sent: " + result);
      }
    } catch (IllegalArgumentException e) {
      log.got("not sent: " + e.getMessage());
    }
    endIfClosed();
  }

  @Override
  void askWho() {
    log.got("nobody to ask");
  }

  @Override
  void ping(String text) {
    log.got("nobody to ask");
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

  /** It cannot stop: the server would wait for it. */
  @Override
  void read(boolean wanted) {}

  @Override
  void goHome() {
    close();
  }

  @Override
  public void onOpen() {
    log.got("opened");
  }

  @Override
  public void onText(byte[] octets) {
    for (byte octet : octets) {
      if (octet == '\n') {
        log.got(Spelling.of(tail.toByteArray()));
        tail.reset();
      } else {
        tail.write(octet);
      }
    }
  }

  @Override
  public void onClosed(CloseReason reason, String detail) {
    if (tail.size() > 0) {
      log.got("unfinished: " + Spelling.of(tail.toByteArray()));
    }
    log.got("closed, " + reason.text() + ": " + detail);
  }

  private void endIfClosed() {
    if (isLive() && client.state() == ClassicState.CLOSED) {
      loop.close();
      end();
    }
  }
}
