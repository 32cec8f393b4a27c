package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hub, and in it the session of alice, which can be brought into any state; what else must be
 * there for that (the holder of a contested name, bob) comes with it.
 */
final class HubScene {
  /** The state of a session that is not there. */
  static final String NONE = "NONE";

  static final String NAME = "alice";
  private static final String PATH = "/t/alice";
  private static final String TOKEN = "a11ce00000000000";
  private static final String HOLDER_TOKEN = "401de40000000000";
  private static final String BOB_TOKEN = "0b0b000000000000";

  final EffectRecorder recorder = new EffectRecorder();
  final Hub hub;
  private final boolean classic;
  private @Nullable Session subject;
  private @Nullable Session holder;
  long nowNanos = 1_000_000_000_000L;

  HubScene(HubConfig config, Dialect dialect) {
    this.hub = new Hub(config.withClassic(true), recorder);
    this.classic = dialect == Dialect.CLASSIC;
  }

  /** The session that the table speaks of. */
  Session subject() {
    if (subject == null) {
      throw new AssertionError("nobody is there");
    }
    return subject;
  }

  /** The state of the session that the table speaks of. */
  String state() {
    return subject == null ? NONE : subject.state().name();
  }

  /** Who else has, or wants, the same name. */
  List<Session> others() {
    return hub.sessions().stream().filter(session -> session != subject).toList();
  }

  /** Whether the session could be brought into that state; a classic one is never REFUSING. */
  boolean bring(String state) {
    switch (state) {
      case NONE -> {}
      case "CONTESTED" -> contest();
      case "REFUSING" -> {
        contest();
        hub.onPassEnd(nowNanos);
        hub.onPassEnd(nowNanos);
        subject = newest();
      }
      default -> open(state);
    }
    return state().equals(state);
  }

  private void contest() {
    register();
    holder = newest();
    hub.onPassEnd(nowNanos);
    hub.onOpened(nowNanos, holder, octets(HOLDER_TOKEN));
    register();
    subject = newest();
  }

  private void open(String state) {
    register();
    subject = newest();
    hub.onPassEnd(nowNanos);
    if (state.equals("OPENING")) {
      return;
    }
    hub.onOpened(nowNanos, subject(), octets(TOKEN));
    if (state.equals("ACTIVE")) {
      return;
    }
    goodbye();
    if (state.equals("CLOSED")) {
      hub.onDrained(nowNanos, subject());
    }
  }

  /** Alice registers, and the pass has not ended yet. */
  void bringBeforePassEnd() {
    register();
    subject = newest();
  }

  private Session newest() {
    List<Session> sessions = hub.sessions();
    return sessions.get(sessions.size() - 1);
  }

  // ---- what others do ----

  /** The holder of a contested name dies. */
  void holderDies() {
    if (holder != null) {
      hub.onGone(nowNanos, holder);
    }
  }

  /** The holder of a contested name says goodbye, and what it is told is not all written. */
  void holderLeaves() {
    if (classic) {
      goodbye();
    } else {
      hub.onDisconnect(nowNanos, frame(HOLDER_TOKEN + "¶"));
    }
  }

  /** Bob registers, which takes a place. */
  void bobRegisters() {
    hub.onRegistration(nowNanos, frame("¶bob"));
  }

  /** Bob has joined. */
  Session bobIsHere() {
    bobRegisters();
    hub.onPassEnd(nowNanos);
    Session bob =
        hub.sessions().stream()
            .filter(session -> session.name().equals("bob"))
            .findFirst()
            .orElseThrow();
    hub.onOpened(nowNanos, bob, octets(BOB_TOKEN));
    return bob;
  }

  /** Bob is here, and a second bob waits for a pass. */
  void bobWaits() {
    bobIsHere();
    bobRegisters();
  }

  // ---- what alice does ----

  void register() {
    if (classic) {
      ByteBuffer path = ByteBuffer.wrap(octets(PATH));
      hub.onClassicRegistration(nowNanos, path, 0, path.limit());
    } else {
      registerNative(NAME);
    }
  }

  void registerNative(String name) {
    hub.onRegistration(nowNanos, frame("¶" + name));
  }

  void data() {
    hub.onData(nowNanos, frame(TOKEN + "¶hi"));
  }

  void breakGrammar() {
    ByteBuffer in = ByteBuffer.wrap(octets(TOKEN + "@bob¶"));
    hub.onViolation(nowNanos, Violation.EMPTY_PAYLOAD, in, 0, in.limit());
  }

  void text() {
    ByteBuffer in = ByteBuffer.wrap(octets(PATH + "¶hi"));
    hub.onClassicText(
        nowNanos, in, 0, PATH.length(), PATH.length() + Wire.PILCROW_LENGTH, "hi".length());
  }

  void goodbye() {
    if (classic) {
      ByteBuffer in = ByteBuffer.wrap(octets(PATH + "¶"));
      hub.onClassicGoodbye(nowNanos, in, 0, PATH.length());
    } else {
      hub.onDisconnect(nowNanos, frame(TOKEN + "¶"));
    }
  }

  // ---- what her FIFO does ----

  void opened() {
    hub.onOpened(nowNanos, subject(), octets(TOKEN));
  }

  void openFailed(OpenFailure why) {
    hub.onOpenFailed(nowNanos, subject(), why);
  }

  private static IncomingFrame frame(String text) {
    ByteBuffer in = ByteBuffer.wrap(octets(text));
    IncomingFrame frame = new IncomingFrame();
    Violation violation = frame.wrap(in, 0, in.limit());
    if (violation != null) {
      throw new AssertionError(violation);
    }
    return frame;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
