package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pilcrow.protocol.hub.BrokenPromise.BusyLoop;
import dev.pilcrow.protocol.hub.BrokenPromise.LeakedSession;
import dev.pilcrow.protocol.hub.BrokenPromise.LostDeadline;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hub, its transport and its clients. Who does what and when, and what time it is, comes from
 * outside. The reference hub is told the same.
 */
final class HubWorld {
  private static final int PASSES_TO_REST = 1_000;

  final Hub hub;
  final WorldClients clients;
  boolean wasPaused;
  private final HubConfig config;
  private final WorldInbox inbox = new WorldInbox();
  private final WorldReference reference;
  private final WorldPromises promises;
  private final WorldTransport transport;
  private final InboxDecoder decoder;
  private long nowNanos;
  private int tokens;

  HubWorld(HubConfig config, long startNanos) {
    this.config = config;
    this.nowNanos = startNanos;
    this.reference = new WorldReference(config);
    this.promises = new WorldPromises(config);
    this.clients = new WorldClients(config, inbox, promises);
    this.transport = new WorldTransport(promises::onSent, reference::onRefused, this::onClosed);
    this.hub = new Hub(config, transport);
    this.decoder = new InboxDecoder(hub);
  }

  /** Reads so many octets of the inbox at most. */
  void read(int atMost) {
    if (transport.paused) {
      return;
    }
    byte[] burst = inbox.burst(config.classic() ? hub.addresses() : null);
    int to = Math.min(atMost, burst.length);
    ByteBuffer in = ByteBuffer.wrap(burst);
    int consumed = decoder.decode(nowNanos, in, 0, to, to == burst.length);
    reference.onRead(inbox.consume(consumed));
  }

  void endPass() {
    hub.onPassEnd(nowNanos);
    reference.onPassEnd();
  }

  void answerOpens(int atMost) {
    List<Session> asked = List.copyOf(transport.asked.keySet());
    asked.subList(0, Math.min(atMost, asked.size())).forEach(this::answerOpen);
  }

  void tellGone() {
    for (WorldChannel channel : transport.all()) {
      if (transport.isOpen(channel) && !channel.fifo.hasReader) {
        hub.onGone(nowNanos, channel.session);
        reference.onCutOff(channel.session);
      }
    }
  }

  /** Writes all queues, and tells what comes of that. */
  void flush() {
    for (WorldChannel channel : transport.all()) {
      if (transport.isOpen(channel) && channel.fifo.hasReader) {
        channel.flush();
        if (channel.isTooLong()) {
          overflow(channel);
        } else if (channel.isNewlyDrained()) {
          hub.onDrained(nowNanos, channel.session);
        }
      }
    }
  }

  void tick(long laterNanos) {
    nowNanos += laterNanos;
    hub.onTick(nowNanos);
  }

  /** All of the above in the order that {@link Hub} asks for. */
  void pass() {
    if (hub.hasDeadline() && hub.nextDeadlineNanos() - nowNanos <= 0) {
      hub.onTick(nowNanos);
    }
    tellGone();
    read(Integer.MAX_VALUE);
    endPass();
    answerOpens(Integer.MAX_VALUE);
    flush();
    tellGone();
  }

  void shutDown() {
    hub.onShutdown(nowNanos);
    reference.onShutdown();
  }

  /** Between two steps. */
  void check() {
    wasPaused |= transport.paused;
    promises.check(hub);
  }

  /**
   * Nobody does anything any more: the loop turns, sleeps until its deadlines, and must come to
   * rest with none but active sessions; again when all who sleep have woken up; then it ends.
   */
  void restAndEnd() {
    rest();
    clients.wakeAll();
    rest();
    if (!inbox.isEmpty()) {
      throw new LostDeadline("the inbox is left unread");
    }
    shutDown();
    rest();
    if (!hub.isFinished() || hub.hasDeadline() || transport.paused) {
      throw new LeakedSession("after the end: " + hub.sessions());
    }
    if (!transport.asked.isEmpty() || !transport.all().isEmpty()) {
      throw new LeakedSession("after the end: " + transport.asked + transport.all());
    }
    reference.requireAgreement();
  }

  private void rest() {
    for (int i = 0; i < PASSES_TO_REST; i++) {
      pass();
      check();
      if (!inbox.isEmpty() && !transport.paused) {
        continue;
      }
      if (!hub.hasDeadline()) {
        requireAllActive();
        return;
      }
      nowNanos += Math.max(0, hub.nextDeadlineNanos() - nowNanos);
    }
    throw new BusyLoop(hub.sessions().toString());
  }

  private void requireAllActive() {
    for (Session session : hub.sessions()) {
      if (session.state() != SessionState.ACTIVE) {
        throw new LostDeadline("nothing will ever happen to " + session);
      }
    }
  }

  private void answerOpen(Session session) {
    Session holder = transport.asked.remove(session);
    WorldFifo fifo = clients.fileOf(session);
    OpenFailure why = failure(fifo, holder == null ? null : transport.fifoOf(holder));
    if (fifo == null || why != null) {
      hub.onOpenFailed(nowNanos, session, why == null ? OpenFailure.MISSING : why);
      return;
    }
    ErrorCode refusal = session.refusal;
    WorldChannel channel = transport.opened(session, fifo);
    String token = "%016x".formatted(++tokens * 0x9E3779B97F4A7C15L);
    hub.onOpened(nowNanos, session, token.getBytes(US_ASCII));
    if (refusal != null) {
      return;
    }
    byte[] path = session.path();
    String address = path == null ? token : Effect.text(path);
    promises.isCalled(address, session.name());
    reference.onJoined(channel, address);
  }

  private static @Nullable OpenFailure failure(
      @Nullable WorldFifo fifo, @Nullable WorldFifo holders) {
    if (fifo == null) {
      return OpenFailure.MISSING;
    }
    if (fifo.fault != null) {
      return fifo.fault;
    }
    if (fifo == holders) {
      return OpenFailure.HELD;
    }
    return fifo.hasReader ? null : OpenFailure.NO_READER;
  }

  private void overflow(WorldChannel channel) {
    hub.onOverflow(nowNanos, channel.session);
    if (!transport.isOpen(channel)) {
      reference.onCutOff(channel.session);
    }
    if (channel.droppedEntries > 0) {
      int entries = channel.droppedEntries;
      long frames = channel.droppedFrames;
      long again = channel.droppedAgain;
      channel.droppedEntries = 0;
      channel.droppedFrames = 0;
      channel.droppedAgain = 0;
      hub.onDropped(nowNanos, channel.session, frames, again);
      reference.onDropped(channel.session, entries, frames);
    }
  }

  private void onClosed(WorldChannel channel) {
    if (channel.isNative()) {
      clients.removeFile(channel.session, channel.fifo);
    }
  }
}
