package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventHandler;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Fifo;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenOutcome;
import dev.pilcrow.fifo.OpenResult;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.Registration;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.InboxDecoder;
import java.io.IOException;

/**
 * The one FIFO that all clients write to, {@code DIR/hub}. Open for reading and writing, so that it
 * never ends.
 *
 * <pre>
 *   buffer   | tail of the burst before | what one read brings … |
 *            0                          kept                     + INBOX_OCTETS
 * </pre>
 */
final class Inbox implements EventHandler {
  private final Kernel kernel;
  private final PrivateDirectory directory;
  private final OpenResult opened;
  private final NativeBuffer buffer =
      NativeBuffer.allocate(InboxDecoder.MAX_TAIL + HubOptions.INBOX_OCTETS);
  private final Registration registration;
  private int kept;
  private boolean ready;
  private boolean paused;
  private boolean held;

  private Inbox(Kernel kernel, EventLoop loop, PrivateDirectory directory, OpenResult opened)
      throws SystemCallException {
    this.kernel = kernel;
    this.directory = directory;
    this.opened = opened;
    this.registration = loop.register(opened.descriptor(), Poller.READ, this);
  }

  /**
   * Makes the inbox, or takes over one that an earlier hub has left behind. The directory must be
   * locked.
   *
   * @throws IOException if something else has its name, or the system refuses
   */
  static Inbox open(Kernel kernel, EventLoop loop, PrivateDirectory directory) throws IOException {
    OpenResult opened = openOrMake(kernel, directory, true);
    try {
      return new Inbox(kernel, loop, directory, opened);
    } catch (SystemCallException | RuntimeException e) {
      discard(kernel, directory, opened);
      throw e;
    }
  }

  /** Takes away a FIFO of {@link #openOrMake} that is not used after all. */
  static void discard(Kernel kernel, PrivateDirectory directory, OpenResult opened) {
    Fifo.unlinkIfStill(kernel, directory.descriptor(), Wire.HUB, opened.identity());
    kernel.close(opened.descriptor());
  }

  /** The FIFO alone; {@code neverEnds} as in {@link Fifo#openOrMakeForReading}. */
  static OpenResult openOrMake(Kernel kernel, PrivateDirectory directory, boolean neverEnds)
      throws IOException {
    OpenResult opened =
        Fifo.openOrMakeForReading(kernel, directory.descriptor(), Wire.HUB, neverEnds);
    if (opened.outcome() == OpenOutcome.SYSTEM) {
      throw new SystemCallException("open", directory.pathOf(Wire.HUB), opened.errno());
    }
    if (!opened.isOpen()) {
      throw new IOException(
          directory.pathOf(Wire.HUB)
              + ' '
              + opened.text()
              + ": move it away or choose another directory");
    }
    return opened;
  }

  @Override
  public void onReady(int events) {
    ready = true;
  }

  /** Whether a read may bring something, and is wanted. */
  boolean isReady() {
    return ready && !paused && !held;
  }

  /** Whether a read may bring something. */
  boolean mayHoldMore() {
    return ready;
  }

  void pause() {
    paused = true;
    watch();
  }

  void resume() {
    paused = false;
    watch();
  }

  /** The same for another reason: it is read when neither is left. */
  void hold(boolean wanted) {
    if (held != wanted) {
      held = wanted;
      watch();
    }
  }

  /**
   * Reads once and decodes what came. A read that brought all that it asked for leaves the inbox
   * ready: whether it was drained only the next one can tell, and with it whether a tail is torn.
   */
  void readBurst(InboxDecoder decoder, long nowNanos) throws SystemCallException {
    int result = kernel.read(opened.descriptor(), buffer, kept, HubOptions.INBOX_OCTETS);
    if (result == -Errno.EINTR) {
      return;
    }
    if (result < 0 && result != -Errno.EAGAIN) {
      throw new SystemCallException("read", directory.pathOf(Wire.HUB), -result);
    }
    int end = kept + Math.max(result, 0);
    boolean drained = result < HubOptions.INBOX_OCTETS;
    ready = !drained;
    int tail = decoder.decode(nowNanos, buffer.bytes(), 0, end, drained);
    kept = end - tail;
    if (kept > 0) {
      buffer.bytes().put(0, buffer.bytes(), tail, kept);
    }
  }

  /**
   * Takes the name away, if it is still this FIFO's: nobody finds the hub any more, those who have
   * it open still do.
   */
  void unlink() {
    Fifo.unlinkIfStill(kernel, directory.descriptor(), Wire.HUB, opened.identity());
  }

  void close() {
    registration.cancel();
    kernel.close(opened.descriptor());
  }

  private void watch() {
    try {
      registration.interest(paused || held ? 0 : Poller.READ);
    } catch (SystemCallException e) {
      throw new IllegalStateException("the inbox cannot be watched", e);
    }
  }
}
