package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.BurstPool;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Fifo;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.OpenResult;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.Registration;
import dev.pilcrow.fifo.SendQueue;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.BareEffects;
import dev.pilcrow.protocol.hub.BareHub;
import dev.pilcrow.protocol.hub.OpenFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lab sheet's exercise 1 on a FIFO: one client, raw octets, echoed without loss; the hub ends
 * with it.
 *
 * <p>Nothing is read while something is still to be written, so a client that does not read stops
 * itself. Threads as with {@link HubServer}.
 */
public final class BareServer implements AutoCloseable {
  private static final int READ_OCTETS = 1 << 14;

  private final Kernel kernel;
  private final EventLoop loop;
  private final PrivateDirectory directory;
  private final OpenResult inbox;
  private final Registration inboxRegistration;
  private final NativeBuffer buffer = NativeBuffer.allocate(READ_OCTETS);
  private final SendQueue queue = new SendQueue(READ_OCTETS, new BurstPool(READ_OCTETS, 1));
  private final BareHub hub = new BareHub(new Effects());
  private byte @Nullable [] pathToOpen;
  private @Nullable Registration client;
  private boolean inboxReady;
  private boolean finishing;
  private boolean clientGone;
  private volatile boolean stopRequested;
  private boolean closed;

  private BareServer(Kernel kernel, EventLoop loop, PrivateDirectory directory, OpenResult inbox)
      throws SystemCallException {
    this.kernel = kernel;
    this.loop = loop;
    this.directory = directory;
    this.inbox = inbox;
    this.inboxRegistration =
        loop.register(inbox.descriptor(), Poller.READ, ready -> inboxReady = true);
  }

  /**
   * Makes or takes over {@code DIR/hub}.
   *
   * @param loop becomes the server's own, closed with it, also if this fails
   * @throws IOException as {@link HubServer#open}
   */
  public static BareServer open(Kernel kernel, EventLoop loop, String path) throws IOException {
    return HubPlace.open(
        kernel,
        loop,
        path,
        directory -> {
          OpenResult inbox = Inbox.openOrMake(kernel, directory, false);
          try {
            return new BareServer(kernel, loop, directory, inbox);
          } catch (SystemCallException | RuntimeException e) {
            Inbox.discard(kernel, directory, inbox);
            throw e;
          }
        });
  }

  /** Turns until the conversation is over, and closes the hub. */
  public void run() throws IOException {
    try {
      while (turn(Poller.FOREVER)) {}
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    close();
  }

  /**
   * One pass of the loop.
   *
   * @return whether the hub goes on; after false only {@link #close} is left to be called
   */
  public boolean turn(long timeoutNanos) throws IOException {
    loop.turn(Poller.sooner(timeoutNanos, timeoutNanos()));
    if (inboxReady) {
      inboxReady = false;
      readInbox();
    }
    hub.onTick(kernel.nanoTime());
    byte[] path = pathToOpen;
    if (path != null) {
      pathToOpen = null;
      openClient(path);
    }
    write();
    if (stopRequested) {
      hub.onShutdown(kernel.nanoTime());
    }
    return hub.state() != BareHub.State.ENDED;
  }

  /**
   * How long {@link #turn} waits if nothing happens: until the next deadline, or {@link
   * Poller#FOREVER}. Reads the kernel's clock.
   */
  public long timeoutNanos() {
    return hub.hasDeadline()
        ? Math.max(0, hub.nextDeadlineNanos() - kernel.nanoTime())
        : Poller.FOREVER;
  }

  /** Asks the hub to end. Any thread. */
  public void stop() {
    stopRequested = true;
    loop.wakeup();
  }

  /** The path of the inbox. */
  public String inboxPath() {
    return directory.pathOf(Wire.HUB);
  }

  /** Why the conversation went wrong, in words; null if it did not. */
  public @Nullable String failure() {
    return hub.failure();
  }

  /** Ends at once. A second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Fifo.unlinkIfStill(kernel, directory.descriptor(), Wire.HUB, inbox.identity());
    Registration open = client;
    if (open != null) {
      open.cancel();
      kernel.close(open.descriptor());
    }
    queue.clear();
    inboxRegistration.cancel();
    kernel.close(inbox.descriptor());
    loop.close();
    directory.removeIfMade();
    directory.close();
  }

  private void readInbox() throws SystemCallException {
    int result = kernel.read(inbox.descriptor(), buffer, 0, READ_OCTETS);
    if (result > 0) {
      hub.onOctets(kernel.nanoTime(), buffer.bytes(), 0, result);
    } else if (result == 0) {
      inboxRegistration.suspend(); // its hangup would be told at each turn
      hub.onEndOfInput(kernel.nanoTime());
    } else if (result != -Errno.EAGAIN && result != -Errno.EINTR) {
      throw new SystemCallException("read", directory.pathOf(Wire.HUB), -result);
    }
    if (hub.state() == BareHub.State.OPENING) {
      inboxRegistration.suspend();
    }
  }

  private void openClient(byte[] path) throws SystemCallException {
    OpenResult result =
        Fifo.openForWritingWhateverMode(
            kernel, Kernel.AT_FDCWD, new String(path, StandardCharsets.UTF_8));
    long now = kernel.nanoTime();
    if (!result.isOpen()) {
      hub.onOpenFailed(now, Opener.failureOf(result.outcome()));
      return;
    }
    try {
      client = loop.register(result.descriptor(), 0, this::onClientReady);
    } catch (SystemCallException e) {
      kernel.close(result.descriptor());
      hub.onOpenFailed(now, OpenFailure.SYSTEM);
      return;
    }
    hub.onOpened(now);
  }

  private void onClientReady(int ready) {
    clientGone |= (ready & (Poller.ERROR | Poller.HANGUP)) != 0;
  }

  /** Writes what is owed; the inbox is read again when nothing is. */
  private void write() throws SystemCallException {
    Registration to = client;
    if (to == null || hub.state() == BareHub.State.ENDED) {
      return;
    }
    if (clientGone || queue.flush(kernel, to.descriptor()) < 0) {
      hub.onGone(kernel.nanoTime());
      return;
    }
    boolean all = queue.isEmpty();
    to.interest(all ? 0 : Poller.WRITE);
    if (!finishing) {
      inboxRegistration.interest(all ? Poller.READ : 0);
    } else if (all) {
      hub.onDrained(kernel.nanoTime());
    }
  }

  private final class Effects implements BareEffects {
    @Override
    public void open(byte[] path) {
      pathToOpen = path;
    }

    @Override
    public void echo(ByteBuffer octets, int from, int to) {
      queue.copy(buffer, from, to - from);
    }

    @Override
    public void finish() {
      finishing = true;
    }
  }
}
