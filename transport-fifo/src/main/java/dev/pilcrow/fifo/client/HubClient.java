package dev.pilcrow.fifo.client;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.protocol.frame.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of a hub: one inbox to write to, one FIFO of its own to read.
 *
 * <p>It has no thread and never blocks. Whoever owns its loop drives it, all on one thread:
 *
 * <pre>
 *   while (client.state() != ClientState.CLOSED) {
 *     loop.turn(client.timeoutNanos());
 *     client.onTick(kernel.nanoTime());
 *   }
 * </pre>
 *
 * {@link #start} does that on a thread of its own, for callers who have no loop.
 *
 * <p>What is sent is queued, and written by the next {@link #onTick} (sooner, once it fills a
 * write): messages sent in one turn of the loop share their system calls. What the hub or the
 * system does wrong is never an exception here; it ends the client, and the listener is told why.
 *
 * <p>{@link ClientState} shows the states; all transitions are in this file.
 */
public final class HubClient implements AutoCloseable {
  private final Kernel kernel;
  private final ClientOptions options;
  private final Milestones milestones;
  private final ClientListener listener;
  private final HubLink link;
  private final Outbound outbound;
  private final Inbound inbound;

  private ClientState state = ClientState.REGISTERING;
  private @Nullable Welcome welcome;
  private @Nullable Ending ending;
  private int attempts;

  /** {@link #onTick} has something to write, or to tell. */
  private boolean flushDue;

  /** Somebody who queues for this client wants it to leave behind what is queued there. */
  private boolean leaveAnnounced;

  private boolean hasTimer;
  private long timerNanos;
  private long lastNanos;

  /** Is told before the listener of what the client's owner must know when the listener is told. */
  interface Milestones {
    Milestones NONE =
        new Milestones() {
          @Override
          public void onWelcome(Welcome welcome) {}

          @Override
          public void onEnded(Ending ending) {}
        };

    void onWelcome(Welcome welcome);

    void onEnded(Ending ending);
  }

  private HubClient(
      Kernel kernel,
      EventLoop loop,
      ClientOptions options,
      Milestones milestones,
      ClientListener listener) {
    this.kernel = kernel;
    this.options = options;
    this.milestones = milestones;
    this.listener = listener;
    this.link =
        new HubLink(
            kernel,
            loop,
            options,
            ready -> guarded(this::onFifoReady),
            ready -> guarded(() -> onInboxReady(ready)));
    this.outbound = new Outbound(kernel, options.limits().queueOctets());
    this.inbound = new Inbound(kernel, options.limits(), new FromHub());
  }

  /**
   * Makes the client's FIFO and asks the hub to let it in. The answer comes by the listener's
   * {@code onWelcome} or {@code onClosed}; the latter may be called before this returns.
   *
   * @param loop stays its owner's; the client is closed before it
   */
  public static HubClient connect(
      Kernel kernel, EventLoop loop, ClientOptions options, ClientListener listener) {
    return connect(kernel, loop, options, Milestones.NONE, listener);
  }

  static HubClient connect(
      Kernel kernel,
      EventLoop loop,
      ClientOptions options,
      Milestones milestones,
      ClientListener listener) {
    HubClient client = new HubClient(kernel, loop, options, milestones, listener);
    client.guarded(client::enroll);
    return client;
  }

  /**
   * Connects on a thread of the client's own, over the machine's kernel; returns when the hub has
   * said welcome.
   *
   * @throws ClientClosedException if there is no hub or it does not let the client in
   * @throws IOException if there are no descriptors left for the client's loop
   */
  public static RunningHubClient start(ClientOptions options, ClientListener listener)
      throws IOException, InterruptedException {
    return RunningHubClient.start(options, client -> listener);
  }

  public ClientState state() {
    return state;
  }

  /** The name that the client asked for. */
  public String name() {
    return options.name();
  }

  /** What the hub said at the beginning; null before. */
  public @Nullable Welcome welcome() {
    return welcome;
  }

  /** Why the client is closed; null as long as it is not. */
  public @Nullable CloseReason closeReason() {
    return ending == null ? null : ending.reason();
  }

  /** What happened so far. */
  public ClientCounters counters() {
    return inbound.counters();
  }

  /**
   * Sends a message, in parts if it is longer than a frame; see {@link #send(String, ByteBuffer)}.
   *
   * @param message is copied
   */
  public SendResult send(@Nullable String recipient, byte[] message) {
    return send(recipient, ByteBuffer.wrap(message));
  }

  /**
   * Sends a message, in parts if it is longer than a frame. It is queued whole or not at all.
   *
   * @param recipient a client's name, {@code everyone}, or null: in chat mode everyone, in echo
   *     mode this client
   * @param message its octets from position to limit, any octets, none as well; is copied, and the
   *     position stays
   * @return {@link SendResult#QUEUED} promises no delivery: the write may show that the hub has
   *     gone, and then the listener's {@code onClosed} may be called before this returns
   * @throws IllegalArgumentException if the recipient is no name, or {@code hub} ({@link #who},
   *     {@link #ping}); or if the message would not even fit in the empty queue
   */
  public SendResult send(@Nullable String recipient, ByteBuffer message) {
    return queue(Outbound.recipientOctets(recipient), message, message.position(), message.limit());
  }

  /** Asks the hub who is there; the answer comes by {@code onWho}. */
  public SendResult who() {
    return command(Commands.who());
  }

  /**
   * Asks the hub for an answer, by {@code onPong}: when it comes, the hub has dealt with all that
   * was sent before.
   *
   * @param text comes back with the answer
   * @throws IllegalArgumentException if it does not fit in one frame; 3,800 octets always do, LF
   *     and backslash counted twice
   */
  public SendResult ping(String text) {
    return command(Commands.ping(text, outbound.maxPayload()));
  }

  /**
   * Says whether the client's own FIFO is read; at first it is. For listeners who can take no more
   * at present: what comes then waits in the FIFO and in the hub, which treats the client as a slow
   * one, and the hub's end is not noticed before it is read again. The loop's thread only.
   */
  public void reading(boolean wanted) {
    guarded(() -> link.awaitFifo(wanted));
  }

  /** Whether a message that fits in one frame would be taken now. */
  public boolean canSend() {
    return state == ClientState.CONNECTED && outbound.remainingOctets() >= Wire.MAX_FRAME;
  }

  /**
   * How many octets the queue still takes, as encoded: LF and backslash count twice, and each frame
   * costs up to 86 octets beside its payload.
   */
  public int remainingOctets() {
    return outbound.remainingOctets();
  }

  /** How many octets are queued that the inbox has not taken yet. */
  public int queuedOctets() {
    return outbound.queuedOctets();
  }

  /** Writes now what is queued, as far as the inbox takes it; {@link #onTick} does so anyway. */
  public void flush() {
    guarded(this::flushOutbound);
  }

  /**
   * Says goodbye behind all that is queued, and goes on reading until the hub has answered. Then,
   * or if nothing at all goes either way for {@link ClientLimits#silenceNanos}, the client is
   * closed. Before the welcome there is nothing to say: the client is closed at once. A second call
   * does nothing.
   */
  public void leave() {
    if (state == ClientState.REGISTERING) {
      end(CloseReason.CLOSED_HERE, "closed before the hub had answered");
    } else if (state == ClientState.CONNECTED) {
      outbound.goodbye();
      state = ClientState.LEAVING;
      restartSilence();
      flush();
    }
  }

  /**
   * Ends at once: writes what is queued and a goodbye as far as the inbox takes them without
   * waiting, drops the rest, closes everything and removes the client's FIFO. A second call does
   * nothing.
   */
  @Override
  public void close() {
    if (state != ClientState.CLOSED) {
      sayLastWords();
      end(CloseReason.CLOSED_HERE, "closed without waiting for the hub's goodbye");
    }
  }

  /** Whether {@link #onTick} is owed at some time, {@link #nextDeadlineNanos}. */
  public boolean hasDeadline() {
    return flushDue || hasTimer;
  }

  /**
   * When {@link #onTick} is owed next, by the kernel's clock; meaningful only if {@link
   * #hasDeadline}. It may be over already.
   */
  public long nextDeadlineNanos() {
    return flushDue ? lastNanos : timerNanos;
  }

  /**
   * How long the loop may wait: until the deadline, or {@link Poller#FOREVER} if there is none.
   * Reads the kernel's clock.
   */
  public long timeoutNanos() {
    if (flushDue) {
      return 0;
    }
    return hasTimer ? Math.max(0, timerNanos - kernel.nanoTime()) : Poller.FOREVER;
  }

  /** Time has passed: writes what is queued, and gives up what takes too long. At any time. */
  public void onTick(long nowNanos) {
    lastNanos = nowNanos;
    guarded(
        () -> {
          if (flushDue) {
            flushOutbound();
            tellRoom();
          }
          if (hasTimer && nowNanos - timerNanos >= 0) {
            onTimer();
          }
        });
  }

  @Override
  public String toString() {
    return "client " + options.name() + " in " + options.directory() + ", " + state;
  }

  // ---- registration ----

  private void enroll() throws SystemCallException {
    lastNanos = kernel.nanoTime();
    boolean open = false;
    while (!open) {
      if (attempts == ClientLimits.MAX_ATTEMPTS) {
        end(CloseReason.NAME_TAKEN, "others want to be " + name() + " too: choose another name");
        return;
      }
      attempts++;
      try {
        Ending failure = link.open();
        if (failure != null) {
          end(failure.reason(), failure.detail());
          return;
        }
        open = true;
      } catch (HubLink.LostRaceException e) {
        link.release();
      }
    }
    register();
  }

  private void register() throws SystemCallException {
    outbound.registration(name());
    startTimer(kernel.nanoTime() + options.limits().welcomeNanos());
    flushOutbound();
  }

  /**
   * No welcome in time. If the name is another file's by now, the hub cannot have opened ours: all
   * over again. Else the registration may have been lost with a hub that had no descriptor left for
   * it, and is said again; a hub that has only been slow ignores the second one.
   */
  private void retry() throws SystemCallException {
    if (!link.isFifoInPlace()) {
      outbound.clear();
      link.release();
      enroll();
    } else if (attempts == ClientLimits.MAX_ATTEMPTS) {
      end(
          CloseReason.TIMED_OUT,
          "the hub in " + options.directory() + " does not answer: it is stopped or overloaded");
    } else {
      attempts++;
      outbound.clear();
      register();
    }
  }

  private void welcomed(String fields) {
    Introduction introduction = Introduction.parse(name(), fields);
    if (introduction == null) {
      end(CloseReason.NOT_UNDERSTOOD, "the hub's welcome is not that of version 1");
      return;
    }
    welcome = introduction.welcome;
    outbound.onWelcome(introduction.token, introduction.maxPayload);
    link.dropGuard();
    if (state == ClientState.REGISTERING) {
      state = ClientState.CONNECTED;
      hasTimer = false;
    }
    milestones.onWelcome(introduction.welcome);
    listener.onWelcome(introduction.welcome);
  }

  private void refused(String code, String text) {
    CloseReason reason = code.equals("name-taken") ? CloseReason.NAME_TAKEN : CloseReason.REFUSED;
    end(reason, text.isEmpty() ? code : text);
  }

  // ---- the own FIFO ----

  private void onFifoReady() throws SystemCallException {
    int result = inbound.readOnce(link.fifoDescriptor());
    if (state == ClientState.CLOSED) {
      return;
    }
    if (result == 0) {
      onEndOfFile();
    } else if (result > 0) {
      restartSilence();
    } else if (result != -Errno.EAGAIN) {
      throw new SystemCallException("read", "the FIFO of " + name(), -result);
    }
  }

  private void onEndOfFile() {
    inbound.onEnd();
    if (welcome == null) {
      end(CloseReason.HUB_GONE, "the hub has gone before it had answered");
    } else if (link.hasInbox() && outbound.knock(link.inboxDescriptor())) {
      // One that has just been killed may still hold its inbox: a process closes one after the
      // other.
      end(
          CloseReason.HUB_GONE,
          "the hub has closed this client's FIFO without a goodbye: it was killed or started anew,"
              + " or this client read too slowly");
    } else {
      end(CloseReason.HUB_GONE, "the hub has gone without a goodbye");
    }
  }

  /** What comes from the own FIFO; nothing of it counts once the client is closed. */
  private final class FromHub implements Inbound.Handler, HubWords.Handler {
    @Override
    public void onMessage(String sender, @Nullable String recipient, byte[] message) {
      if (isListening()) {
        listener.onMessage(sender, recipient, message);
      }
    }

    @Override
    public void onJoined(String name) {
      if (isListening()) {
        listener.onJoined(name);
      }
    }

    @Override
    public void onLeft(String name) {
      if (isListening()) {
        listener.onLeft(name);
      }
    }

    @Override
    public void onHub(String text) {
      if (state != ClientState.CLOSED) {
        HubWords.read(text, this);
      }
    }

    @Override
    public void onWelcome(String fields) {
      if (welcome == null) {
        welcomed(fields);
      } else {
        onUnknown();
      }
    }

    @Override
    public void onError(String code, String text) {
      if (welcome == null) {
        refused(code, text);
      } else {
        listener.onError(code, text);
      }
    }

    @Override
    public void onGap(long frames) {
      if (isListening()) {
        inbound.discardOpenMessages();
        counters().missingFrames += frames;
        listener.onGap(frames);
      }
    }

    @Override
    public void onBye(String reason) {
      if (reason.equals("disconnect")) {
        end(CloseReason.SAID_GOODBYE, "the hub has answered the goodbye");
      } else {
        end(CloseReason.HUB_SHUT_DOWN, "the hub has said bye: " + reason);
      }
    }

    @Override
    public void onPong(String text) {
      if (isListening()) {
        listener.onPong(text);
      }
    }

    @Override
    public void onWho(List<String> names) {
      if (isListening()) {
        listener.onWho(names);
      }
    }

    @Override
    public void onUnknown() {
      counters().ignored++;
    }

    /** The welcome is the first that counts. */
    private boolean isListening() {
      if (welcome == null) {
        onUnknown();
      }
      return welcome != null && state != ClientState.CLOSED;
    }
  }

  // ---- the inbox ----

  /** Whether an order would be taken now, or is none that can be any more. */
  boolean hasRoomFor(Orders.Order order) {
    return state != ClientState.CONNECTED || outbound.hasRoomFor(order);
  }

  /**
   * {@link #leave} will follow when {@link #hasRoomFor} all that is still to be said. A hub that
   * reads nothing must not keep the client from its end: from now on it is closed if nothing goes
   * either way for so long. For a client that is connected; again it does nothing.
   */
  void announceLeave() {
    if (!leaveAnnounced && state == ClientState.CONNECTED) {
      leaveAnnounced = true;
      restartSilence();
    }
  }

  SendResult queue(Orders.Order order) {
    return queue(order.recipient(), ByteBuffer.wrap(order.message()), 0, order.message().length);
  }

  private SendResult command(byte[] command) {
    return queue(Outbound.HUB, ByteBuffer.wrap(command), 0, command.length);
  }

  private SendResult queue(byte @Nullable [] recipient, ByteBuffer message, int from, int to) {
    if (state != ClientState.CONNECTED) {
      return SendResult.NOT_CONNECTED;
    }
    if (!outbound.offer(recipient, message, from, to)) {
      return SendResult.NO_ROOM;
    }
    counters().messagesSent++;
    if (!link.isInboxAwaited()) {
      flushDue = true;
      if (outbound.queuedOctets() >= Outbound.MAX_WRITE) {
        flush();
      }
    }
    return SendResult.QUEUED;
  }

  private void onInboxReady(int ready) throws SystemCallException {
    if ((ready & Poller.ERROR) != 0) {
      onInboxGone();
    } else {
      flushOutbound();
      tellRoom();
    }
  }

  /**
   * Calls no method of the listener, except at the end of all: {@link #queue} writes too, and a
   * listener that sends must not be called in the middle of what it sends.
   */
  private void flushOutbound() throws SystemCallException {
    flushDue = false;
    if (!link.hasInbox()) {
      return;
    }
    int result = outbound.flush(link.inboxDescriptor());
    if (result == -Errno.EPIPE) {
      onInboxGone();
      return;
    }
    if (result < 0) {
      throw new SystemCallException("write", "the hub's inbox", -result);
    }
    link.awaitInbox(!outbound.isEmpty());
    if (result > 0) {
      restartSilence();
    }
    flushDue = state == ClientState.CONNECTED && outbound.isRoomOwed();
  }

  private void tellRoom() {
    if (state == ClientState.CONNECTED && outbound.isRoomOwed()) {
      flushDue = false;
      outbound.roomIsTold();
      listener.onRoom();
    }
  }

  /**
   * Nobody reads the inbox any more. What the hub has still said is in the own FIFO, and behind it
   * its end, which only shows once no writer is left.
   */
  private void onInboxGone() {
    link.closeInbox();
    link.dropGuard();
    outbound.clear();
    flushDue = false;
    state = ClientState.LEAVING;
    restartSilence();
  }

  private void sayLastWords() {
    if (state == ClientState.REGISTERING || !link.hasInbox()) {
      return;
    }
    if (state == ClientState.CONNECTED) {
      outbound.goodbye();
    }
    outbound.flush(link.inboxDescriptor());
    if (!outbound.isEmpty()) {
      outbound.clear();
      outbound.goodbye(); // a goodbye may fit where a full write did not
      outbound.flush(link.inboxDescriptor());
    }
  }

  // ---- time, and the end ----

  private void onTimer() throws SystemCallException {
    if (state == ClientState.REGISTERING) {
      retry();
    } else if (state == ClientState.CONNECTED) {
      end(CloseReason.TIMED_OUT, "the hub reads nothing: what was to be sent is lost");
    } else if (link.hasInbox()) {
      end(CloseReason.TIMED_OUT, "the hub has not answered the goodbye");
    } else {
      end(CloseReason.HUB_GONE, "the hub has gone without a goodbye");
    }
  }

  private void restartSilence() {
    if (state == ClientState.LEAVING || leaveAnnounced) {
      startTimer(kernel.nanoTime() + options.limits().silenceNanos());
    }
  }

  private void startTimer(long atNanos) {
    hasTimer = true;
    timerNanos = atNanos;
  }

  /** Something has failed that the client cannot do without: its loop, or its owner's program. */
  void fail(String detail) {
    end(CloseReason.LOCAL_FAILURE, detail);
  }

  /** Somebody who queues for this client has room again. */
  void tellRoomElsewhere() {
    guarded(listener::onRoom);
  }

  private void end(CloseReason reason, String detail) {
    if (state == ClientState.CLOSED) {
      return;
    }
    state = ClientState.CLOSED;
    Ending how = new Ending(reason, detail);
    ending = how;
    hasTimer = false;
    flushDue = false;
    outbound.clear();
    link.release();
    milestones.onEnded(how);
    listener.onClosed(reason, detail);
  }

  /** What the system refuses ends the client; so does a listener that throws, which throws on. */
  private void guarded(Step step) {
    if (state == ClientState.CLOSED) {
      return;
    }
    try {
      step.run();
    } catch (SystemCallException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      fail("failed with " + e);
      throw e;
    }
  }

  private interface Step {
    void run() throws SystemCallException;
  }
}
