package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.Hub;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubCounters;
import dev.pilcrow.protocol.hub.InboxDecoder;
import dev.pilcrow.protocol.hub.Session;
import java.io.IOException;

/**
 * A hub on FIFOs: one inbox, one channel a client, one loop.
 *
 * <p>It has no thread. Whoever owns it calls {@link #run}, or {@link #turn} again and again; only
 * {@link #stop} may be called by other threads. It never blocks but in the poller.
 *
 * <pre>
 *   one turn:  poll -> clients that have gone or have room -> one burst of the inbox -> write
 *                   -> timers, contested names -> opens -> write
 * </pre>
 */
public final class HubServer implements AutoCloseable {

  /** So many opens, or deaths, are handled before what they bring is written. */
  private static final int INPUTS_BEFORE_FLUSH = 256;

  /**
   * The inbox is read so often at most when the hub ends: writers that never pause must not keep it
   * alive.
   */
  private static final int LAST_BURSTS = 4;

  private final Kernel kernel;
  private final EventLoop loop;
  private final PrivateDirectory directory;
  private final Inbox inbox;
  private final ClientChannels channels;
  private final Opener opener;
  private final Notices notices = new Notices();
  private final Hub hub;
  private final InboxDecoder decoder;
  private volatile boolean stopRequested;
  private boolean stopping;
  private boolean closed;

  private HubServer(
      Kernel kernel,
      EventLoop loop,
      PrivateDirectory directory,
      Inbox inbox,
      HubOptions options,
      long epoch,
      HubListener listener) {
    this.kernel = kernel;
    this.loop = loop;
    this.directory = directory;
    this.inbox = inbox;
    this.channels = new ClientChannels(kernel, notices, options);
    this.opener = new Opener(kernel, loop, directory, channels, listener);
    HubConfig config = options.config().withEpoch(epoch);
    this.hub =
        new Hub(
            config, new HubOutput(kernel, directory, channels, opener, inbox, notices, listener));
    this.decoder = new InboxDecoder(hub);
  }

  /**
   * Makes or takes over {@code DIR/hub}; from its return on clients can register.
   *
   * @param loop becomes the server's own, closed with it, also if this fails
   * @throws IOException if the directory is not private, another hub runs in it, something that is
   *     no FIFO of ours has the inbox's name, or the system refuses; the message says what to do
   */
  public static HubServer open(
      Kernel kernel, EventLoop loop, HubOptions options, HubListener listener) throws IOException {
    return HubPlace.open(
        kernel,
        loop,
        options.directory(),
        directory -> {
          Inbox inbox = Inbox.open(kernel, loop, directory);
          try {
            long epoch = kernel.randomLong();
            return new HubServer(kernel, loop, directory, inbox, options, epoch, listener);
          } catch (RuntimeException e) {
            inbox.unlink();
            inbox.close();
            throw e;
          }
        });
  }

  /**
   * Turns until the hub has ended, by {@link #stop} or because its last client has left, and closes
   * it.
   */
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
   * @param timeoutNanos how long to wait at most if nothing happens, or {@link Poller#FOREVER}
   * @return whether the hub goes on; after false only {@link #close} is left to be called
   */
  public boolean turn(long timeoutNanos) throws IOException {
    loop.turn(Poller.sooner(timeoutNanos, timeoutNanos()));
    long now = kernel.nanoTime();
    if (hub.hasDeadline()) {
      hub.onTick(now);
    }
    settle(now);
    boolean last = stopRequested && !stopping;
    if (last) {
      readTheRest(now);
    } else if (inbox.isReady()) {
      inbox.readBurst(decoder, now);
      channels.flush();
    }
    endPass(now);
    if (last) {
      hub.onShutdown(now);
      channels.flush();
      settle(now);
    }
    channels.endPass(now);
    inbox.hold(channels.holdInbox());
    stopRequested |= hub.isFinished();
    return !(stopping && hub.isFinished());
  }

  /**
   * How long {@link #turn} waits if nothing happens: until the next deadline, {@link
   * Poller#FOREVER} if there is none, 0 if there is work left. Reads the kernel's clock.
   */
  public long timeoutNanos() {
    if (inbox.isReady() || !notices.isEmpty() || (stopRequested && !stopping)) {
      return 0;
    }
    if (!hub.hasDeadline() && !channels.hasDeadline()) {
      return Poller.FOREVER;
    }
    long now = kernel.nanoTime();
    long timeout = channels.timeoutNanos(now);
    if (hub.hasDeadline()) {
      timeout = Poller.sooner(timeout, Math.max(0, hub.nextDeadlineNanos() - now));
    }
    return timeout;
  }

  /**
   * Asks the hub to end: everyone is told, gets what is queued within the linger, and the inbox is
   * removed. Any thread.
   */
  public void stop() {
    stopRequested = true;
    loop.wakeup();
  }

  /** The path of the inbox. */
  public String inboxPath() {
    return directory.pathOf(Wire.HUB);
  }

  /** What happened so far; on the loop's thread. */
  public HubCounters counters() {
    return hub.counters();
  }

  /** How full the hub is now; on the loop's thread. It looks at every client that is behind. */
  public HubGauges gauges() {
    return new HubGauges(
        hub.sessionCount(),
        hub.heldNames(),
        hub.waitingRegistrations(),
        channels.longestQueueOctets(),
        channels.pinnedOctets());
  }

  /**
   * Ends at once: drops every queue, closes every descriptor, removes the inbox. A second call does
   * nothing.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    inbox.unlink();
    for (Session session : hub.sessions()) {
      ClientChannel channel = channels.of(session);
      if (channel != null) {
        channels.remove(channel);
        kernel.close(channel.descriptor);
      }
    }
    channels.close();
    inbox.close();
    loop.close();
    directory.removeIfMade();
    directory.close();
  }

  private void endPass(long now) {
    hub.onPassEnd(now);
    channels.flush(); // refusals
    while (!opener.isIdle()) {
      for (int i = 0; i < INPUTS_BEFORE_FLUSH && !opener.isIdle(); i++) {
        opener.openNext(hub, now);
      }
      channels.flush();
    }
    settle(now);
  }

  /**
   * Tells the hub all that writing has brought to light, and writes what it says to that, until
   * nothing is left.
   */
  private void settle(long now) {
    while (!notices.isEmpty()) {
      for (int i = 0; i < INPUTS_BEFORE_FLUSH && !notices.isEmpty(); i++) {
        notices.tellNext(hub, now);
      }
      channels.flush();
    }
  }

  /**
   * The last that is read before goodbye is said. The name goes first, so that nobody new comes;
   * what has been written to the inbox is still served.
   */
  private void readTheRest(long now) throws SystemCallException {
    stopping = true;
    inbox.unlink();
    int bursts = 0;
    do {
      inbox.readBurst(decoder, now);
      channels.flush();
      settle(now);
    } while (inbox.mayHoldMore() && ++bursts < LAST_BURSTS);
  }
}
