package dev.pilcrow.cli;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.client.ClientState;
import dev.pilcrow.fifo.client.HubClient;
import dev.pilcrow.fifo.client.SendResult;
import dev.pilcrow.fifo.client.Welcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says the lines of an input and shows what is heard, at once.
 *
 * <pre>
 *   stdin -> LineBuffer -> LineSyntax -> Window -> HubClient -> DIR/hub
 *   stdout <- Output <- Printer <-------------- HubClient <- DIR/NAME
 * </pre>
 *
 * <p>Nothing is lost where the reader or the hub is slow. While the client's queue is full or the
 * window closed the input is not read; while the output is full the client's FIFO is not. A client
 * that leaves reads on in any case, for what the hub still owes it is bounded.
 */
final class Conversation extends ClientWork {
  /**
   * The longest line. Escaped it is at most twice as long, and with what the window holds still
   * fits in the queues of 1 MiB that hub and client have.
   */
  static final int MAX_LINE_OCTETS = 1 << 18;

  /** The window's pong may be lost to somebody's garbage: if none comes, so often another ping. */
  static final long ASK_AGAIN_NANOS = 1_000_000_000L;

  private static final int STDIN = 0;

  private final LineBuffer lines;
  private final StandardInput input;
  private final LineSyntax syntax;
  private final Printer printer;
  private final Output out;
  private final Runnable wakeup;
  private final long patienceNanos;
  private final Window window;
  private boolean roomAwaited;
  private boolean stuck;
  private long stuckNanos;
  private long askedNanos;
  private @Nullable String failure;

  private Conversation(
      LineBuffer lines,
      StandardInput input,
      LineSyntax syntax,
      Printer printer,
      Output out,
      Runnable wakeup,
      long patienceNanos,
      Window window) {
    this.lines = lines;
    this.input = input;
    this.syntax = syntax;
    this.printer = printer;
    this.out = out;
    this.wakeup = wakeup;
    this.patienceNanos = patienceNanos;
    this.window = window;
  }

  /**
   * A conversation whose lines come from stdin.
   *
   * @param patienceNanos how long the hub may take nothing of what is sent, or {@link
   *     Poller#FOREVER}
   */
  static Conversation over(
      Kernel kernel,
      EventLoop loop,
      LineSyntax syntax,
      Printer printer,
      Output out,
      long patienceNanos) {
    LineBuffer lines = new LineBuffer(MAX_LINE_OCTETS, StandardInput.READ_OCTETS);
    StandardInput input = new StandardInput(kernel, loop, STDIN, lines);
    Window window = Window.unlike(kernel.randomLong());
    return new Conversation(
        lines, input, syntax, printer, out, loop::wakeup, patienceNanos, window);
  }

  /** Why it did not end as it should, for a person; null if it did, or was interrupted. */
  @Nullable String complaint() {
    if (failure != null) {
      return failure;
    }
    return switch (reason()) {
      case SAID_GOODBYE, CLOSED_HERE -> null;
      default -> detail();
    };
  }

  @Override
  long onTurn(HubClient client, long nowNanos) throws SystemCallException {
    if (out.errno() != 0) {
      client.leave(); // nobody is left who could read what is heard
    }
    boolean wanted = client.state() == ClientState.CONNECTED && say(client);
    input.want(wanted);
    client.reading(!out.isFull() || client.state() == ClientState.LEAVING);
    return client.state() == ClientState.CONNECTED ? onStuck(client, nowNanos) : Poller.FOREVER;
  }

  // ---- what is said ----

  /** Says lines as far as that is possible; returns whether more input is wanted. */
  private boolean say(HubClient client) {
    while (window.isOpen() && !roomAwaited) {
      switch (lines.find()) {
        case LINE -> say(client, syntax.parse(lines.line()));
        case TOO_LONG -> {
          refuse("longer than " + MAX_LINE_OCTETS + " octets: not sent");
          lines.take();
        }
        case END -> {
          onEnd(client);
          return false;
        }
        default -> {
          return true;
        }
      }
    }
    return false;
  }

  private void say(HubClient client, Line line) {
    SendResult result = SendResult.QUEUED;
    if (line instanceof Line.Message message) {
      result = client.send(message.recipient(), message.text());
    } else if (line instanceof Line.Who) {
      result = client.who();
    } else if (line instanceof Line.Ping ping) {
      result = ping(client, ping.text());
    } else if (line instanceof Line.Refused refused) {
      refuse(refused.reason());
    }
    if (result == SendResult.NO_ROOM) {
      roomAwaited = true;
      return;
    }
    window.onSent(lines.line().remaining());
    lines.take();
    String due = window.duePing();
    if (due != null && client.ping(due) == SendResult.QUEUED) {
      window.onPinged();
    }
  }

  private SendResult ping(HubClient client, String text) {
    try {
      return client.ping(text);
    } catch (IllegalArgumentException e) {
      refuse("a ping is one frame, that is too long for it");
      return SendResult.QUEUED;
    }
  }

  private void refuse(String reason) {
    printer.onRefusedLine(lines.lineNumber(), reason);
  }

  private void onEnd(HubClient client) {
    if (input.errno() != 0) {
      failure = "cannot read the input: " + Errno.text(input.errno());
    }
    client.leave();
  }

  // ---- what is waited for ----

  /** Asks again, and gives up, if the hub takes nothing of what there is to say. */
  private long onStuck(HubClient client, long now) {
    boolean wasStuck = stuck;
    stuck = roomAwaited || !window.isOpen();
    if (!stuck) {
      return Poller.FOREVER;
    }
    if (!wasStuck) {
      stuckNanos = now;
      askedNanos = now;
    }
    if (patienceNanos != Poller.FOREVER && now - stuckNanos >= patienceNanos) {
      failure = "the hub takes nothing any more: it is stopped or overloaded";
      client.close();
      return 0;
    }
    if (now - askedNanos >= ASK_AGAIN_NANOS) {
      askedNanos = now;
      if (!window.isOpen() && client.ping(window.nextPing()) == SendResult.QUEUED) {
        window.onPinged();
      }
    }
    long untilAsked = ASK_AGAIN_NANOS - (now - askedNanos);
    long patienceLeft =
        patienceNanos == Poller.FOREVER ? Poller.FOREVER : patienceNanos - (now - stuckNanos);
    return Poller.sooner(untilAsked, patienceLeft);
  }

  @Override
  public void onRoom() {
    roomAwaited = false;
    wakeup.run();
  }

  @Override
  public void onPong(String text) {
    if (window.onPong(text)) {
      stuck = false; // it goes on: patience begins anew
    } else {
      printer.onPong(text);
    }
  }

  @Override
  public void onGap(long frames) {
    window.onGap();
    printer.onGap(frames);
  }

  // ---- what is heard ----

  @Override
  public void onWelcome(Welcome welcome) {
    printer.onWelcome(welcome);
  }

  @Override
  public void onMessage(String sender, @Nullable String recipient, byte[] message) {
    printer.onMessage(sender, recipient, message);
  }

  @Override
  public void onJoined(String name) {
    printer.onJoined(name);
  }

  @Override
  public void onLeft(String name) {
    printer.onLeft(name);
  }

  @Override
  public void onError(String code, String text) {
    printer.onError(code, text);
  }

  @Override
  public void onWho(List<String> names) {
    printer.onWho(names);
  }
}
