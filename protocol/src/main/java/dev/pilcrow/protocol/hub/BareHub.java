package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.classic.ClassicDecoder;
import dev.pilcrow.protocol.frame.Octets;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The lab sheet's exercise 1, where nothing is a frame: the first write is the path of the one
 * client's FIFO, all after it is echoed octet by octet, and the end of the inbox ends the hub.
 *
 * <pre>
 *   AWAITING_PATH --path--> OPENING --opened--> ECHOING --end of inbox--> FINISHING --drained--> ENDED
 *                                 (open failed, reader gone, shutdown: ENDED at once)
 * </pre>
 *
 * Single-threaded; a call that the state does not allow throws {@link IllegalStateException}.
 */
public final class BareHub {

  /** Where the one conversation stands. */
  public enum State {
    /** Nothing has been read. */
    AWAITING_PATH,
    /**
     * The client's FIFO is being opened, with retries: the client opens it after it has written its
     * path.
     */
    OPENING,
    /** Octets go round. */
    ECHOING,
    /** The inbox has ended; what was read is still being written. */
    FINISHING,
    /** Over; {@link #failure} says whether well. */
    ENDED
  }

  private final BareEffects effects;
  private State state = State.AWAITING_PATH;
  private byte[] path = {};
  private boolean pausing;
  private long tryNanos;
  private long pauseNanos;
  private long giveUpNanos;
  private @Nullable String failure;

  /** A hub that nobody has spoken to. */
  public BareHub(BareEffects effects) {
    this.effects = effects;
  }

  /** The state now. */
  public State state() {
    return state;
  }

  /** Why the conversation ended badly, in words for a log; null if it did not, or not yet. */
  public @Nullable String failure() {
    return failure;
  }

  /** Whether {@link #onTick} is owed at {@link #nextDeadlineNanos}. */
  public boolean hasDeadline() {
    return pausing;
  }

  /** When the client's FIFO is tried again; meaningful only if {@link #hasDeadline}. */
  public long nextDeadlineNanos() {
    return tryNanos;
  }

  /**
   * Octets of the inbox, one read's; borrowed. Not to be called while OPENING: the lab's client
   * waits for its FIFO to be opened before it says more, and what others may write meanwhile can
   * stay in the pipe.
   */
  public void onOctets(long nowNanos, ByteBuffer in, int from, int to) {
    switch (state) {
      case AWAITING_PATH -> onPath(nowNanos, in, from, to);
      case ECHOING -> effects.echo(in, from, to);
      default -> throw illegal("onOctets");
    }
  }

  /** The last writer has closed the inbox. */
  public void onEndOfInput(long nowNanos) {
    switch (state) {
      case AWAITING_PATH -> end("the client left without naming its FIFO");
      case OPENING -> end("the client left before its FIFO was opened");
      case ECHOING -> {
        state = State.FINISHING;
        effects.finish();
      }
      default -> throw illegal("onEndOfInput");
    }
  }

  /** The client's FIFO is open. */
  public void onOpened(long nowNanos) {
    requireTry("onOpened");
    state = State.ECHOING;
  }

  /** The client's FIFO could not be opened; if nobody reads it yet, it is tried again. */
  public void onOpenFailed(long nowNanos, OpenFailure why) {
    requireTry("onOpenFailed");
    if (why != OpenFailure.NO_READER || nowNanos - giveUpNanos >= 0) {
      end(Effect.text(path) + ": " + why.text());
      return;
    }
    pauseNanos =
        pauseNanos == 0
            ? HubLimits.CLASSIC_RETRY_FIRST_NANOS
            : Math.min(2 * pauseNanos, HubLimits.CLASSIC_RETRY_LONGEST_NANOS);
    tryNanos = nowNanos + pauseNanos;
    pausing = true;
  }

  /** Time has passed; harmless at any time. */
  public void onTick(long nowNanos) {
    if (pausing && nowNanos - tryNanos >= 0) {
      pausing = false;
      effects.open(path);
    }
  }

  /** Nobody reads the client's FIFO any more. */
  public void onGone(long nowNanos) {
    if (state == State.ECHOING || state == State.FINISHING) {
      end(null);
    } else {
      throw illegal("onGone");
    }
  }

  /** All that was echoed before {@link BareEffects#finish} is in the client's pipe. */
  public void onDrained(long nowNanos) {
    if (state != State.FINISHING) {
      throw illegal("onDrained");
    }
    end(null);
  }

  /** The hub is told to end; how a conversation that is over has ended stays known. */
  public void onShutdown(long nowNanos) {
    if (state != State.ENDED) {
      end(null);
    }
  }

  private void onPath(long nowNanos, ByteBuffer in, int from, int to) {
    boolean endsInLf = in.get(to - 1) == '\n';
    path = Octets.copy(in, from, endsInLf ? to - 1 : to);
    if (!isAbsolutePath(path)) {
      end("the first write is not the absolute path of a FIFO");
      return;
    }
    state = State.OPENING;
    giveUpNanos = nowNanos + HubLimits.CLASSIC_OPEN_NANOS;
    effects.open(path);
  }

  /** A NUL would end the path for the system, which would then open another file. */
  private static boolean isAbsolutePath(byte[] path) {
    return path.length > 0
        && path[0] == '/'
        && path.length <= ClassicDecoder.MAX_PATH
        && Octets.indexOf((byte) 0, ByteBuffer.wrap(path), 0, path.length) < 0;
  }

  private void end(@Nullable String why) {
    failure = why;
    pausing = false;
    state = State.ENDED;
  }

  private void requireTry(String input) {
    if (state != State.OPENING || pausing) {
      throw illegal(input);
    }
  }

  private IllegalStateException illegal(String input) {
    return new IllegalStateException(input + " while " + state);
  }
}
