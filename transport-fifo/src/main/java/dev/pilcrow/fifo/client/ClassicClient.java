package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.BurstPool;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenResult;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SendQueue;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.UnsafeDirectoryException;
import org.jspecify.annotations.Nullable;

/**
 * A client of a server as the lab sheet has it, which knows neither the ends of frames nor tokens:
 * {@code ¶path} registers, {@code path¶text} is data, {@code path¶} says goodbye, and each frame
 * must be read by one read(2) that holds nothing else.
 *
 * <p>So nothing is said before the server has opened this client's FIFO, and no text before the one
 * before has been read. The only sign of that is the echo: <b>a text counts as read when it has
 * come back in full</b>, as one run of octets in what was received since. With a server that echoes
 * the beginning of it would do, but its end would then be taken for the beginning of the next one;
 * with one that tells everybody everything, other people's words come in between, and only the
 * whole text tells ours from theirs. A server that does not send it back is given {@link
 * ClassicOptions#echoNanos} a text.
 *
 * <p>Bare, as in exercise 1, the first write is the path, and after it come raw octets, whose end
 * says goodbye; there nothing is waited for but the opening.
 *
 * <p>Driven as {@link HubClient} is, by whoever owns the loop. {@link ClassicState} shows the
 * states; all transitions are in this file.
 */
public final class ClassicClient implements AutoCloseable {
  private static final long FIRST_PAUSE_NANOS = 1_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 50_000_000L;
  private static final int READ_OCTETS = 1 << 16;
  private static final int WRITE_OCTETS = 4096;
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] PILCROW = "¶".getBytes(UTF_8);

  private final Kernel kernel;
  private final ClassicOptions options;
  private final ClassicListener listener;
  private final ClassicLink link;
  private final NativeBuffer input = NativeBuffer.allocate(READ_OCTETS);
  private final SendQueue output;
  private final ClassicText texts = new ClassicText();
  private final EchoMatcher echo = new EchoMatcher();

  private ClassicState state = ClassicState.CALLING;
  private byte[] path = NOTHING;
  private boolean leaving;
  private boolean goodbyeSaid;
  private int refusedOctets;
  private @Nullable Ending ending;
  private boolean hasTimer;
  private long timerNanos;

  /** Until the next look whether the server does something of which no poller tells. */
  private long pauseNanos;

  private long giveUpNanos;

  private ClassicClient(
      Kernel kernel, EventLoop loop, ClassicOptions options, ClassicListener listener) {
    this.kernel = kernel;
    this.options = options;
    this.listener = listener;
    this.link =
        new ClassicLink(
            kernel,
            loop,
            options,
            ready -> guarded(() -> onFifoReady(ready)),
            ready -> guarded(() -> onServerReady(ready)));
    this.output = new SendQueue(WRITE_OCTETS, new BurstPool(WRITE_OCTETS, 1));
  }

  /**
   * Makes the client's FIFO and calls the server. How that ends comes by the listener's {@code
   * onOpen} or {@code onClosed}; the latter may be called before this returns.
   *
   * @param loop stays its owner's; the client is closed before it
   */
  public static ClassicClient connect(
      Kernel kernel, EventLoop loop, ClassicOptions options, ClassicListener listener) {
    ClassicClient client = new ClassicClient(kernel, loop, options, listener);
    client.guarded(client::begin);
    return client;
  }

  /**
   * Why a text cannot be sent in frames, as a sentence for a person, or null if it can: it must be
   * UTF-8, not be empty, and hold no {@code ¶}. Bare, any octets can be sent.
   */
  public static @Nullable String objection(byte[] text) {
    return ClassicText.objection(text);
  }

  public ClassicState state() {
    return state;
  }

  /** Why the client is closed; null as long as it is not. */
  public @Nullable CloseReason closeReason() {
    return ending == null ? null : ending.reason();
  }

  /**
   * Sends a text, in several frames if it is long. It is queued whole or not at all, also before
   * the server has opened the client's FIFO.
   *
   * @param text is copied; bare, any octets
   * @throws IllegalArgumentException if there is an {@link #objection}, or it would not even fit in
   *     the empty queue
   */
  public SendResult send(byte[] text) {
    if (!isSpeaking()) {
      return SendResult.NOT_CONNECTED;
    }
    requireSayable(text);
    if (text.length > remainingOctets()) {
      refusedOctets = text.length;
      return SendResult.NO_ROOM;
    }
    if (text.length > 0) {
      texts.add(text.clone());
    }
    guarded(this::say);
    return SendResult.QUEUED;
  }

  /** How many octets of text the queue still takes. */
  public int remainingOctets() {
    return options.queueOctets() - queuedOctets();
  }

  /** How many octets of text wait for their turn to be written. */
  public int queuedOctets() {
    return texts.octets();
  }

  /**
   * Says goodbye when all that was sent has been read by the server, and goes on reading until the
   * server closes. A second call does nothing.
   */
  public void leave() {
    leaving = true;
    guarded(this::say);
  }

  /**
   * Ends at once: says goodbye if that can be done without waiting, closes everything and removes
   * the client's FIFO. The lab sheet's servers may fail over a client that vanishes, and over a
   * goodbye which they read together with a text: {@link #leave} spares them that. A second call
   * does nothing.
   */
  @Override
  public void close() {
    if (state == ClassicState.READY || state == ClassicState.ECHOING) {
      if (!options.bare() && output.isEmpty()) {
        put(path, PILCROW);
      }
      output.flush(kernel, link.serverDescriptor());
    }
    end(CloseReason.CLOSED_HERE, "closed without waiting for the server");
  }

  /** Whether {@link #onTick} is owed at some time, {@link #nextDeadlineNanos}. */
  public boolean hasDeadline() {
    return hasTimer || isRoomOwed();
  }

  /** When {@link #onTick} is owed next; meaningful only if {@link #hasDeadline}. */
  public long nextDeadlineNanos() {
    return isRoomOwed() || !hasTimer ? kernel.nanoTime() : timerNanos;
  }

  /** How long the loop may wait, as {@link HubClient#timeoutNanos} has it. */
  public long timeoutNanos() {
    return hasDeadline() ? Math.max(0, nextDeadlineNanos() - kernel.nanoTime()) : Poller.FOREVER;
  }

  /** Time has passed: looks after the server, and gives up what takes too long. At any time. */
  public void onTick(long nowNanos) {
    guarded(
        () -> {
          if (hasTimer && nowNanos - timerNanos >= 0) {
            onTimer(nowNanos);
          }
          tellRoom();
        });
  }

  // ---- the way in ----

  private void begin() throws SystemCallException {
    try {
      path = link.makeFifo().getBytes(UTF_8);
    } catch (UnsafeDirectoryException e) {
      end(CloseReason.LOCAL_FAILURE, String.valueOf(e.getMessage()));
      return;
    }
    long now = kernel.nanoTime();
    beginToLook(now + options.callNanos());
    call(now);
  }

  private void call(long now) throws SystemCallException {
    OpenResult result = link.callServer();
    switch (result.outcome()) {
      case OPENED -> register(now);
      case NO_READER -> {
        if (!lookAgain(now)) {
          end(
              CloseReason.NO_HUB,
              "nobody reads " + options.serverFifo() + ": start the server first");
        }
      }
      case SYSTEM -> throw new SystemCallException("open", options.serverFifo(), result.errno());
      default -> end(CloseReason.NO_HUB, options.serverFifo() + " " + result.text());
    }
  }

  private void register(long now) throws SystemCallException {
    state = ClassicState.WAITING;
    put(options.bare() ? NOTHING : PILCROW, path);
    beginToLook(now + options.openNanos());
    lookAgain(now);
    flush();
  }

  /** A FIFO that nobody has opened reads as ended; open and empty, it has nothing to read. */
  private void look(long now) throws SystemCallException {
    int result = read();
    if (result > 0 || result == -Errno.EAGAIN) {
      onOpen(result);
    } else if (result < 0) {
      throw new SystemCallException("read", "the client's FIFO", -result);
    } else if (!lookAgain(now)) {
      end(CloseReason.TIMED_OUT, "the server has not opened the client's FIFO");
    }
  }

  /**
   * The server has opened this client's FIFO.
   *
   * @param length how many octets it has said already, if positive; they answer nothing
   */
  private void onOpen(int length) throws SystemCallException {
    hasTimer = false;
    state = ClassicState.READY;
    byte[] octets = octets(length);
    listener.onOpen();
    tell(octets);
    say();
  }

  // ---- speaking ----

  /** Says what can be said now, if it is this side's turn. */
  private void say() throws SystemCallException {
    if (state != ClassicState.READY) {
      return;
    }
    if (options.bare()) {
      sayBare();
      return;
    }
    byte[] piece = texts.poll(ClassicOptions.MAX_FRAME - path.length - PILCROW.length);
    if (piece != null) {
      state = ClassicState.ECHOING;
      echo.expect(piece);
      put(path, PILCROW, piece);
      flush();
    } else if (leaving) {
      put(path, PILCROW);
      onGoodbyeSaid();
      flush();
    }
  }

  private void sayBare() throws SystemCallException {
    flush();
    byte[] piece = NOTHING;
    while (output.isEmpty() && link.hasServer() && piece != null) {
      piece = texts.pollOctets(WRITE_OCTETS);
      if (piece != null) {
        put(piece);
        flush();
      }
    }
    if (leaving && output.isEmpty() && link.hasServer()) {
      link.closeServer();
      onGoodbyeSaid();
    }
  }

  private void onGoodbyeSaid() {
    goodbyeSaid = true;
    state = ClassicState.LEAVING;
    restartSilence();
  }

  private void onEchoed() throws SystemCallException {
    hasTimer = false;
    state = ClassicState.READY;
    say();
  }

  private void onServerReady(int ready) throws SystemCallException {
    if ((ready & Poller.ERROR) != 0) {
      onServerGone();
      return;
    }
    flush();
    say();
    tellRoom();
  }

  private void flush() throws SystemCallException {
    if (!link.hasServer()) {
      return;
    }
    int result = output.flush(kernel, link.serverDescriptor());
    if (result == -Errno.EPIPE) {
      onServerGone();
      return;
    }
    if (result < 0) {
      throw new SystemCallException("write", options.serverFifo(), -result);
    }
    link.awaitServer(!output.isEmpty());
    if (state == ClassicState.ECHOING && output.isEmpty()) {
      startTimer(kernel.nanoTime() + options.echoNanos());
    }
  }

  /** Nobody reads the server's FIFO any more; what it has still said is read to its end. */
  private void onServerGone() {
    link.closeServer();
    output.clear();
    texts.clear();
    if (state == ClassicState.WAITING) {
      end(CloseReason.HUB_GONE, "the server has gone before it had opened the client's FIFO");
    } else {
      state = ClassicState.LEAVING;
      restartSilence();
    }
  }

  // ---- hearing ----

  private void onFifoReady(int ready) throws SystemCallException {
    int result = read();
    if (result > 0) {
      if (state == ClassicState.WAITING) {
        onOpen(result);
      } else {
        onOctets(result);
      }
      tellRoom();
    } else if (result == 0) {
      onEndOfFile((ready & Poller.HANGUP) != 0);
    } else if (result != -Errno.EAGAIN) {
      throw new SystemCallException("read", "the client's FIFO", -result);
    }
  }

  private void onOctets(int length) throws SystemCallException {
    restartSilence();
    // what has not been written yet cannot come back: somebody else has said the same
    boolean said = state == ClassicState.ECHOING && output.isEmpty();
    boolean echoed = said && echo.isSeenIn(input.bytes(), 0, length);
    tell(octets(length));
    if (echoed && state == ClassicState.ECHOING) {
      onEchoed();
    }
  }

  private void tell(byte[] octets) {
    if (octets.length > 0 && state != ClassicState.CLOSED) {
      listener.onText(octets);
    }
  }

  private byte[] octets(int length) {
    byte[] octets = new byte[Math.max(0, length)];
    input.bytes().get(0, octets);
    return octets;
  }

  /** Before the server has come it is no end. */
  private void onEndOfFile(boolean hungUp) {
    if (goodbyeSaid) {
      end(CloseReason.SAID_GOODBYE, "the server has closed after the goodbye");
    } else if (hungUp || state != ClassicState.WAITING) {
      end(CloseReason.HUB_GONE, "the server has closed the client's FIFO");
    }
  }

  private int read() {
    int result;
    do {
      result = kernel.read(link.fifoDescriptor(), input, 0, READ_OCTETS);
    } while (result == -Errno.EINTR);
    return result;
  }

  // ---- the queue ----

  private void requireSayable(byte[] text) {
    String objection = options.bare() ? null : objection(text);
    if (objection != null) {
      throw new IllegalArgumentException(objection);
    }
    if (text.length > options.queueOctets()) {
      throw new IllegalArgumentException(
          "a text of " + text.length + " octets, more than the queue's " + options.queueOctets());
    }
  }

  private void put(byte[]... pieces) {
    int length = 0;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    int at = output.reserve(length);
    for (byte[] piece : pieces) {
      output.reserved().put(at, piece);
      at += piece.length;
    }
  }

  private boolean isRoomOwed() {
    return refusedOctets > 0 && refusedOctets <= remainingOctets() && isSpeaking();
  }

  private boolean isSpeaking() {
    return !leaving && state != ClassicState.LEAVING && state != ClassicState.CLOSED;
  }

  private void tellRoom() {
    if (isRoomOwed()) {
      refusedOctets = 0;
      listener.onRoom();
    }
  }

  // ---- time, and the end ----

  private void onTimer(long now) throws SystemCallException {
    switch (state) {
      case CALLING -> call(now);
      case WAITING -> look(now);
      case ECHOING -> onEchoed();
      default -> {
        if (goodbyeSaid) {
          end(CloseReason.TIMED_OUT, "the server has not closed after the goodbye");
        } else {
          end(CloseReason.HUB_GONE, "the server has gone");
        }
      }
    }
  }

  private void beginToLook(long giveUpNanos) {
    this.giveUpNanos = giveUpNanos;
    pauseNanos = FIRST_PAUSE_NANOS;
  }

  /** Sets the time for the next look, later and later; false if it is time to give up. */
  private boolean lookAgain(long now) {
    if (now - giveUpNanos >= 0) {
      return false;
    }
    startTimer(now + pauseNanos);
    pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    return true;
  }

  private void restartSilence() {
    if (state == ClassicState.LEAVING) {
      startTimer(kernel.nanoTime() + options.silenceNanos());
    }
  }

  private void startTimer(long atNanos) {
    hasTimer = true;
    timerNanos = atNanos;
  }

  private void end(CloseReason reason, String detail) {
    if (state == ClassicState.CLOSED) {
      return;
    }
    state = ClassicState.CLOSED;
    ending = new Ending(reason, detail);
    hasTimer = false;
    output.clear();
    texts.clear();
    link.release();
    listener.onClosed(reason, detail);
  }

  /** What the system refuses ends the client; so does a listener that throws, which throws on. */
  private void guarded(Step step) {
    if (state == ClassicState.CLOSED) {
      return;
    }
    try {
      step.run();
    } catch (SystemCallException e) {
      end(CloseReason.LOCAL_FAILURE, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      end(CloseReason.LOCAL_FAILURE, "failed with " + e);
      throw e;
    }
  }

  private interface Step {
    void run() throws SystemCallException;
  }
}
