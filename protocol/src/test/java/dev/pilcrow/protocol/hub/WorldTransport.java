package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Frame;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.BrokenPromise.EffectOutOfPlace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does what the hub asks for, and complains of what {@link HubEffects} does not allow. */
final class WorldTransport implements HubEffects {
  /** The opens asked for and not answered, with the holder of each name. */
  final Map<Session, @Nullable Session> asked = new LinkedHashMap<>();

  boolean paused;
  private final Map<Session, WorldChannel> channels = new LinkedHashMap<>();
  private final Set<Session> over = new HashSet<>();
  private final BiConsumer<WorldChannel, String> onSent;
  private final BiConsumer<WorldChannel, ErrorCode> onRefused;
  private final Consumer<WorldChannel> onClosed;
  private final ByteBuffer scratch = ByteBuffer.allocate(Wire.MAX_FRAME);

  WorldTransport(
      BiConsumer<WorldChannel, String> onSent,
      BiConsumer<WorldChannel, ErrorCode> onRefused,
      Consumer<WorldChannel> onClosed) {
    this.onSent = onSent;
    this.onRefused = onRefused;
    this.onClosed = onClosed;
  }

  /** The channels that are open, in the order of opening. A copy. */
  List<WorldChannel> all() {
    return new ArrayList<>(channels.values());
  }

  boolean isOpen(WorldChannel channel) {
    return channels.get(channel.session) == channel;
  }

  @Nullable WorldFifo fifoOf(Session session) {
    WorldChannel channel = channels.get(session);
    return channel == null ? null : channel.fifo;
  }

  WorldChannel opened(Session session, WorldFifo fifo) {
    WorldChannel channel = new WorldChannel(session, fifo);
    channels.put(session, channel);
    return channel;
  }

  @Override
  public void open(Session session, @Nullable Session holder) {
    require(!over.contains(session) && !channels.containsKey(session), "open", session);
    require(!asked.containsKey(session), "open twice", session);
    require(holder == null || holder != session, "open beside itself", session);
    asked.put(session, holder);
  }

  @Override
  public void join(Session session) {
    WorldChannel channel = channel("join", session);
    require(!channel.joined && !channel.finished, "join", session);
    require(channel.isNative() == !channel.sent.isEmpty(), "join before the welcome", session);
    channel.joined = true;
  }

  @Override
  public void everyone(OutgoingFrame frame) {
    String text = text(frame);
    channels.values().stream()
        .filter(channel -> channel.joined && !channel.finished && channel.isNative())
        .forEach(channel -> send(channel, text));
  }

  @Override
  public void everyoneText(ByteBuffer text, int offset, int length) {
    String copy = text(text, offset, length);
    channels.values().stream()
        .filter(channel -> channel.joined && !channel.finished && !channel.isNative())
        .forEach(channel -> send(channel, copy));
  }

  @Override
  public void direct(Session to, OutgoingFrame frame) {
    WorldChannel channel = channel("direct", to);
    require(channel.isNative(), "a frame", to);
    send(channel, text(frame));
  }

  @Override
  public void directText(Session to, ByteBuffer text, int offset, int length) {
    WorldChannel channel = channel("directText", to);
    require(!channel.isNative() && channel.joined, "text", to);
    send(channel, text(text, offset, length));
  }

  @Override
  public void finish(Session session) {
    channel("finish", session).finish();
  }

  @Override
  public void close(Session session) {
    require(over.add(session), "close twice", session);
    asked.remove(session);
    WorldChannel channel = channels.remove(session);
    if (channel != null) {
      onClosed.accept(channel);
    }
  }

  @Override
  public void dropBacklog(Session session) {
    channel("dropBacklog", session).drop();
  }

  @Override
  public void pauseInbox() {
    require(!paused, "pause twice", null);
    paused = true;
  }

  @Override
  public void resumeInbox() {
    require(paused, "resume twice", null);
    paused = false;
  }

  @Override
  public void joined(Session session) {
    require(channel("joined", session).joined, "joined", session);
  }

  @Override
  public void left(Session session, Departure why) {
    require(channel("left", session).joined, "left", session);
  }

  @Override
  public void refused(Session session, ErrorCode code) {
    require(!over.contains(session), "refused", session);
    WorldChannel channel = channels.get(session);
    if (channel != null) {
      onRefused.accept(channel, code);
    }
  }

  @Override
  public void openFailed(Session session, OpenFailure why) {
    require(!channels.containsKey(session), "openFailed", session);
  }

  @Override
  public void violated(Violation violation, @Nullable Session session) {
    require(session == null || channels.containsKey(session), "violated", session);
  }

  private WorldChannel channel(String effect, Session session) {
    WorldChannel channel = channels.get(session);
    if (channel == null) {
      throw new EffectOutOfPlace(effect + " of " + session + ", which is not open");
    }
    return channel;
  }

  private void send(WorldChannel channel, String text) {
    channel.send(text);
    onSent.accept(channel, text);
  }

  /** A receiver must be able to parse it. */
  private String text(OutgoingFrame frame) {
    int end = frame.encode(scratch, 0) - 1;
    IncomingFrame parsed = new IncomingFrame();
    require(parsed.wrap(scratch, 0, end) == null, "a bad frame", null);
    require(Frame.copyOf(parsed).toBytes().length == end + 1, "a frame of another length", null);
    return text(scratch, 0, end);
  }

  private String text(ByteBuffer in, int offset, int length) {
    require(length > 0, "an empty text", null);
    return Effect.text(Octets.copy(in, offset, offset + length));
  }

  private static void require(boolean fine, String effect, @Nullable Session session) {
    if (!fine) {
      throw new EffectOutOfPlace(effect + (session == null ? "" : ": " + session));
    }
  }
}
