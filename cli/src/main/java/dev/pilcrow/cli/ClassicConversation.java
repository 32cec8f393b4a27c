package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.client.ClassicClient;
import dev.pilcrow.fifo.client.ClassicListener;
import dev.pilcrow.fifo.client.ClassicOptions;
import dev.pilcrow.fifo.client.ClassicState;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.SendResult;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Says what stdin holds to a server of the lab sheet's kind, and shows what it answers, at once.
 *
 * <p>Bare, octets are said as they are read; else line by line, each with its end. The lab's
 * servers block when a client does not read, so this one always does; what its stdout does not take
 * waits, up to a bound.
 */
final class ClassicConversation implements ClassicListener {
  /** With so much waiting for stdout it ends. */
  static final int MAX_WAITING_OCTETS = 1 << 24;

  private final Kernel kernel;
  private final EventLoop loop;
  private final ClassicOptions options;
  private final LineBuffer lines;
  private final StandardInput input;
  private final Console console;
  private final boolean raw;
  private final SafeStream safe = new SafeStream();
  private boolean roomAwaited;
  private volatile boolean interrupted;
  private boolean hurried;
  private long closeAtNanos;
  private CloseReason reason = CloseReason.CLOSED_HERE;
  private @Nullable String detail;
  private @Nullable String failure;

  /**
   * @param loop stays its owner's
   * @param raw whether what comes is shown as it is
   */
  ClassicConversation(
      Kernel kernel, EventLoop loop, ClassicOptions options, Console console, boolean raw) {
    this.kernel = kernel;
    this.loop = loop;
    this.options = options;
    this.console = console;
    this.raw = raw;
    this.lines =
        options.bare()
            ? LineBuffer.ofAnyOctets(StandardInput.READ_OCTETS)
            : new LineBuffer(Conversation.MAX_LINE_OCTETS, StandardInput.READ_OCTETS);
    this.input = new StandardInput(kernel, loop, 0, lines);
  }

  /** Returns when the client is closed. */
  void run() throws SystemCallException {
    ClassicClient client = ClassicClient.connect(kernel, loop, options, this);
    while (client.state() != ClassicState.CLOSED) {
      loop.turn(Poller.sooner(client.timeoutNanos(), closeTimeout()));
      long now = kernel.nanoTime();
      leaveIfOver(client, now);
      input.want(isTalking(client) && say(client));
      client.onTick(now);
    }
  }

  /** Makes the client say goodbye, and end a little later at most. Any thread. */
  void interrupt() {
    interrupted = true;
    loop.wakeup();
  }

  /** Why it did not end as it should, for a person; null if it did, or was interrupted. */
  @Nullable String complaint() {
    if (failure != null) {
      return failure;
    }
    return reason == CloseReason.SAID_GOODBYE || reason == CloseReason.CLOSED_HERE ? null : detail;
  }

  private void leaveIfOver(ClassicClient client, long now) {
    if (console.out().waitingOctets() > MAX_WAITING_OCTETS) {
      failure = "stdout is not read: more than " + MAX_WAITING_OCTETS + " octets wait for it";
    }
    boolean over = interrupted || failure != null || console.out().errno() != 0;
    if (over && !hurried) {
      hurried = true;
      closeAtNanos = now + ClientDriver.GOODBYE_NANOS;
      client.leave();
    } else if (hurried && now - closeAtNanos >= 0) {
      client.close();
    }
  }

  private long closeTimeout() {
    return hurried ? Math.max(0, closeAtNanos - kernel.nanoTime()) : Poller.FOREVER;
  }

  private boolean isTalking(ClassicClient client) {
    return (client.state() == ClassicState.READY || client.state() == ClassicState.ECHOING)
        && !hurried
        && !console.out().isFull();
  }

  /** Says lines as far as there is room for them; returns whether more input is wanted. */
  private boolean say(ClassicClient client) {
    while (!roomAwaited) {
      switch (lines.find()) {
        case LINE -> say(client, octets(lines.lineWithEnd()));
        case TOO_LONG ->
            refuse("longer than " + Conversation.MAX_LINE_OCTETS + " octets: not sent");
        case END -> {
          if (input.errno() != 0) {
            failure = "cannot read the input: " + Errno.text(input.errno());
          }
          client.leave();
          return false;
        }
        case NOTHING -> {
          return true;
        }
      }
    }
    return false;
  }

  private void say(ClassicClient client, byte[] text) {
    String objection = options.bare() ? null : ClassicClient.objection(text);
    if (objection != null) {
      refuse(objection);
    } else if (client.send(text) == SendResult.NO_ROOM) {
      roomAwaited = true;
    } else {
      lines.take();
    }
  }

  private void refuse(String why) {
    console.complain("line " + lines.lineNumber() + ": " + why);
    lines.take();
  }

  @Override
  public void onOpen() {
    loop.wakeup(); // now there is something to do in the next turn
  }

  @Override
  public void onRoom() {
    roomAwaited = false;
    loop.wakeup();
  }

  @Override
  public void onText(byte[] octets) {
    console.out().put(raw ? octets : safe.add(octets).getBytes(UTF_8));
  }

  @Override
  public void onClosed(CloseReason why, String sentence) {
    reason = why;
    detail = sentence;
  }

  private static byte[] octets(ByteBuffer slice) {
    byte[] octets = new byte[slice.remaining()];
    slice.get(octets);
    return octets;
  }
}
