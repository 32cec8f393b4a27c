package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A hub for examples: octets in by hand, effects out as values. Each input returns the effects that
 * it alone has had. Tokens are counted: the first to be given is {@code 0000000000000001}.
 */
final class HubFixture {
  static final HubConfig ECHO = HubConfig.of(HubMode.ECHO);
  static final HubConfig CHAT = HubConfig.of(HubMode.CHAT);

  final Hub hub;
  long nowNanos = 1_000_000_000L;

  private final EffectRecorder recorder = new EffectRecorder();
  private final InboxDecoder decoder;
  private int tokens;

  HubFixture(HubConfig config) {
    hub = new Hub(config, recorder);
    decoder = new InboxDecoder(hub);
  }

  /** One burst that leaves the inbox empty. */
  List<Effect> write(String... frames) {
    return write(String.join("", frames).getBytes(UTF_8));
  }

  List<Effect> write(byte[] burst) {
    int end = decoder.decode(nowNanos, ByteBuffer.wrap(burst), 0, burst.length, true);
    if (end != burst.length) {
      throw new AssertionError("a drained inbox keeps nothing, not " + (burst.length - end));
    }
    return recorder.take();
  }

  List<Effect> passEnd() {
    hub.onPassEnd(nowNanos);
    return recorder.take();
  }

  List<Effect> opened(Session session) {
    hub.onOpened(nowNanos, session, "%016x".formatted(++tokens).getBytes(UTF_8));
    return recorder.take();
  }

  List<Effect> openFailed(Session session, OpenFailure why) {
    hub.onOpenFailed(nowNanos, session, why);
    return recorder.take();
  }

  List<Effect> gone(Session session) {
    hub.onGone(nowNanos, session);
    return recorder.take();
  }

  List<Effect> drained(Session session) {
    hub.onDrained(nowNanos, session);
    return recorder.take();
  }

  List<Effect> overflow(Session session) {
    hub.onOverflow(nowNanos, session);
    return recorder.take();
  }

  List<Effect> dropped(Session session, long frames) {
    hub.onDropped(nowNanos, session, frames, 0);
    return recorder.take();
  }

  List<Effect> tick() {
    hub.onTick(nowNanos);
    return recorder.take();
  }

  List<Effect> shutdown() {
    hub.onShutdown(nowNanos);
    return recorder.take();
  }

  /** The session in that slot. */
  Session at(int slot) {
    return hub.sessions().stream()
        .filter(session -> session.slot() == slot)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no session in slot " + slot));
  }

  /** The session that holds the name. */
  Session named(String name) {
    return hub.sessions().stream()
        .filter(session -> session.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody is called " + name));
  }

  /** Registers a native client all the way; returns its token. */
  String join(String name) {
    write("\n¶" + name + "\n");
    return letIn(named(name));
  }

  /** Registers a classic client all the way. */
  Session joinClassic(String path) {
    write("¶" + path);
    List<Session> all = hub.sessions();
    Session session = all.stream().filter(s -> path.equals(pathOf(s))).findFirst().orElseThrow();
    letIn(session);
    return session;
  }

  private String letIn(Session session) {
    passEnd();
    opened(session);
    return "%016x".formatted(tokens);
  }

  private static String pathOf(Session session) {
    byte[] path = session.path();
    return path == null ? "" : new String(path, UTF_8);
  }
}
