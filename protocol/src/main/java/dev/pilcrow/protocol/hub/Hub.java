package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.classic.ClassicAddresses;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hub's state machine: every transition of every session is in this file, and nothing else is.
 *
 * <p>Inputs are the {@code onX(nowNanos, …)} calls, outputs go to the {@link HubEffects} given at
 * the start. The hub has no clock, thread, descriptor or randomness of its own: time comes with
 * each input (any monotonic clock, as {@link System#nanoTime}), tokens with {@link #onOpened}. One
 * pass of the loop that drives it is
 *
 * <pre>
 *   onTick                     when nextDeadlineNanos() has come
 *   onGone, onDrained          what the poller said of the clients
 *   onRegistration … onData    the frames of one burst of the inbox
 *   onPassEnd                  registrations of this pass are opened, those of the last one decided
 *   onOpened, onOpenFailed     answers to open()
 *   onOverflow, onDropped      what flushing the queues brought to light
 * </pre>
 *
 * A tick comes before the end of its pass: what waited for that time is opened or decided there,
 * and no further deadline would wake a loop that ticked after it.
 *
 * <p>Single-threaded. A call that the table in docs/protocol.md calls illegal is the caller's error
 * and throws {@link IllegalStateException}; what peers do wrong is a {@link Violation} and never
 * throws.
 */
public final class Hub {
  private static final int MANY_NAMESAKES = 100;

  private final HubConfig config;
  private final HubEffects effects;
  private final SessionRegistry registry;
  private final Deadlines deadlines = new Deadlines();
  private final HubCounters counters = new HubCounters();
  private final HubMessages messages;
  private final OutgoingFrame presence = new OutgoingFrame();
  private final Speech speech;

  private final List<Session> toOpen = new ArrayList<>();
  private final List<Session> contested = new ArrayList<>();
  private final Set<Session> blocking = new HashSet<>();
  private int waiting;
  private long pass;
  private long passOwedNanos;
  private boolean served;
  private boolean shuttingDown;

  /** A hub without sessions. */
  public Hub(HubConfig config, HubEffects effects) {
    this.config = config;
    this.effects = effects;
    this.registry = new SessionRegistry(config.classic());
    this.messages = new HubMessages(config);
    this.speech = new Speech(config, effects, registry, counters, messages);
  }

  /** What the hub was made with. */
  public HubConfig config() {
    return config;
  }

  /** The hub's counters, live. */
  public HubCounters counters() {
    return counters;
  }

  /** All sessions that are not closed, by slot. A copy. */
  public List<Session> sessions() {
    return registry.all();
  }

  /** How many sessions are not closed. */
  public int sessionCount() {
    return registry.size();
  }

  /** How many sessions hold a name: what {@link HubLimits#maxSessions} bounds. */
  public int heldNames() {
    return registry.held();
  }

  /** How many registrations wait for something: what {@link HubLimits#maxWaiting} bounds. */
  public int waitingRegistrations() {
    return waiting;
  }

  /**
   * Whether the hub has nothing left to do: shut down, or empty after it has served, and no session
   * is left.
   */
  public boolean isFinished() {
    return registry.isEmpty() && (shuttingDown || (config.exitWhenEmpty() && served));
  }

  /**
   * Whether a pass, with {@link #onTick} in it, is owed at some time: {@link #nextDeadlineNanos}.
   */
  public boolean hasDeadline() {
    return owesPass() || !deadlines.isEmpty();
  }

  /** When a pass is owed next; meaningful only if {@link #hasDeadline}. */
  public long nextDeadlineNanos() {
    return owesPass() ? passOwedNanos : deadlines.nextNanos();
  }

  /** What a classic decoder asks to find where frames begin. */
  public ClassicAddresses addresses() {
    return new Addresses();
  }

  // ---- the whole state, as a value ----

  /**
   * All that this hub's future depends on. Between two inputs, at any time.
   *
   * @param nowNanos the same clock as of all inputs
   */
  public HubState save(long nowNanos) {
    return new HubState(
        registry.images(nowNanos, blocking, pass),
        slots(toOpen),
        slots(contested),
        registry.lateTokens(),
        registry.latePaths(),
        toOpen.isEmpty() && contested.isEmpty() ? 0 : passOwedNanos - nowNanos,
        speech.answeredOctets(),
        served,
        shuttingDown);
  }

  /**
   * Goes on from a state that a hub of an equal config has saved, instead of from this hub's own.
   * Sessions of before are void; the new ones have the saved slots: {@link #session}. No effect is
   * asked for, and the counters count on.
   *
   * @param nowNanos the clock that the next inputs will tell
   * @throws IllegalArgumentException if the state cannot be a hub's; this hub is of no use then
   */
  public void restore(long nowNanos, HubState state) {
    registry.clear();
    deadlines.clear();
    toOpen.clear();
    contested.clear();
    blocking.clear();
    waiting = 0;
    for (int i = 0; i < state.sessions().size(); i++) {
      restore(nowNanos, state.sessions().get(i));
    }
    registry.rememberLate(state.lateTokens(), state.latePaths());
    addSlots(state.toOpen(), toOpen);
    addSlots(state.contested(), contested);
    waiting += contested.size();
    passOwedNanos = nowNanos + state.passOwedInNanos();
    speech.answeredOctets(state.answeredOctets());
    served = state.served();
    shuttingDown = state.shuttingDown();
  }

  /** The session in that slot, if one is there that is not closed. */
  public @Nullable Session session(int slot) {
    return registry.inSlot(slot);
  }

  private void restore(long nowNanos, SessionImage image) {
    Session session = registry.restore(image);
    session.registeredPass = image.registeredThisPass() ? pass : pass - 1;
    if (image.hasDeadline()) {
      deadlines.set(session, nowNanos + image.deadlineInNanos());
    }
    if (image.retryPauseNanos() > 0) {
      session.retryPauseNanos = image.retryPauseNanos();
      session.giveUpNanos = nowNanos + image.giveUpInNanos();
      waiting++;
    }
    if (image.blocksInbox()) {
      blocking.add(session);
    }
  }

  private static List<Integer> slots(List<Session> sessions) {
    if (sessions.isEmpty()) {
      return List.of();
    }
    List<Integer> slots = new ArrayList<>(sessions.size());
    for (Session session : sessions) {
      slots.add(session.slot());
    }
    return slots;
  }

  private void addSlots(List<Integer> slots, List<Session> sessions) {
    for (int i = 0; i < slots.size(); i++) {
      Session session = registry.inSlot(slots.get(i));
      if (session == null) {
        throw new IllegalArgumentException("no session in slot " + slots.get(i));
      }
      sessions.add(session);
    }
  }

  // ---- frames of the inbox ----

  /**
   * {@code ¶name}: someone wants to be called that. Nothing is opened before {@link #onPassEnd}.
   */
  public void onRegistration(long nowNanos, IncomingFrame frame) {
    byte[] name = Octets.copy(frame.buffer(), frame.originOffset(), frame.originEnd());
    if (Names.isReserved(frame.origin())) {
      violate(Violation.RESERVED_NAME, null);
    } else {
      register(nowNanos, name, null, registry.named(name));
    }
  }

  /** Data. The frame is borrowed. */
  public void onData(long nowNanos, IncomingFrame frame) {
    Session sender = registry.withToken(frame.buffer(), frame.originOffset(), frame.originEnd());
    if (sender == null) {
      violate(Violation.UNKNOWN_TOKEN, null);
    } else {
      speech.say(sender, frame);
    }
  }

  /** {@code TOKEN¶}: goodbye. */
  public void onDisconnect(long nowNanos, IncomingFrame frame) {
    Session session = registry.withToken(frame.buffer(), frame.originOffset(), frame.originEnd());
    if (session == null) {
      violate(Violation.UNKNOWN_TOKEN, null);
      return;
    }
    leave(nowNanos, session, Departure.DISCONNECT, "disconnect");
  }

  /**
   * A frame that breaks the grammar has been dropped. If it begins with a valid token its sender is
   * told.
   *
   * @param in the octets of the frame, as far as they are known; borrowed
   */
  public void onViolation(
      long nowNanos, Violation violation, ByteBuffer in, int offset, int length) {
    int to = offset + length;
    Session sender = registry.withToken(in, offset, Names.end(in, offset, to));
    violate(violation, sender);
    if (sender != null) {
      ErrorCode code = violation == Violation.TOO_LONG ? ErrorCode.TOO_LONG : ErrorCode.BAD_FRAME;
      effects.direct(sender, messages.error(code, violation.text()));
    }
  }

  /** {@code ¶/path}: a classic client wants to be served. */
  public void onClassicRegistration(long nowNanos, ByteBuffer in, int offset, int length) {
    byte[] path = Octets.copy(in, offset, offset + length);
    Session holder = registry.atPath(path);
    byte[] name = holder == null ? publicName(path) : holder.nameOctets;
    register(nowNanos, name, path, holder);
  }

  /**
   * {@code /path¶text}. In chat mode native clients get it escaped, less one final LF, in parts if
   * it is long.
   */
  public void onClassicText(
      long nowNanos, ByteBuffer in, int pathOffset, int pathLength, int offset, int length) {
    Session sender = registry.atPath(in, pathOffset, pathOffset + pathLength);
    if (sender == null || sender.state != SessionState.ACTIVE) {
      violate(Violation.UNKNOWN_TOKEN, null);
      return;
    }
    speech.sayText(sender, in, offset, offset + length);
  }

  /** {@code /path¶}: goodbye; before the FIFO is open it cancels the registration. */
  public void onClassicGoodbye(long nowNanos, ByteBuffer in, int pathOffset, int pathLength) {
    Session session = registry.atPath(in, pathOffset, pathOffset + pathLength);
    if (session == null) {
      violate(Violation.UNKNOWN_TOKEN, null);
      return;
    }
    switch (session.state) {
      case OPENING -> close(session);
      case ACTIVE -> leave(nowNanos, session, Departure.DISCONNECT, "disconnect");
      default -> violate(Violation.UNKNOWN_TOKEN, null);
    }
  }

  /**
   * A pass of the loop ends: the burst has been decoded and sent, the dead have been reaped.
   * Registrations of this pass are opened now; names contested in the pass before are decided.
   */
  public void onPassEnd(long nowNanos) {
    speech.onPassEnd();
    if (!contested.isEmpty()) {
      decideContested(nowNanos);
    }
    for (Session session : toOpen) {
      effects.open(session, holderBeside(session));
    }
    toOpen.clear();
    pass++;
  }

  /** Nothing is left in the inbox of those who have died. */
  void inboxDrained() {
    registry.forgetLate();
  }

  // ---- what I/O has learned ----

  /**
   * The session's FIFO is open for writing.
   *
   * @param token 16 lower-case hex digits, unpredictable, that no session of this hub has had; kept
   */
  public void onOpened(long nowNanos, Session session, byte[] token) {
    switch (session.state) {
      case OPENING -> join(session, token);
      case REFUSING -> {
        if (session.refusal == ErrorCode.NAME_TAKEN && waiting < config.limits().maxWaiting()) {
          doubt(nowNanos, session);
        } else {
          refuse(nowNanos, session);
        }
      }
      default -> throw illegal("onOpened", session);
    }
  }

  /**
   * The session's FIFO could not be opened. A classic client that is not there yet gets more tries.
   */
  public void onOpenFailed(long nowNanos, Session session, OpenFailure why) {
    if (session.state != SessionState.OPENING && session.state != SessionState.REFUSING) {
      throw illegal("onOpenFailed", session);
    }
    if (why == OpenFailure.NO_READER && session.isClassic() && retryLater(nowNanos, session)) {
      return;
    }
    counters.openFailed++;
    effects.openFailed(session, why);
    close(session);
  }

  /** Nobody reads the session's FIFO any more. */
  public void onGone(long nowNanos, Session session) {
    if (!isDoubted(session)) {
      requireOpen("onGone", session);
    }
    if (session.state == SessionState.ACTIVE) {
      cutOff(session, Departure.GONE);
    } else {
      close(session);
    }
  }

  /** All that was queued for the session is in its pipe. */
  public void onDrained(long nowNanos, Session session) {
    requireOpen("onDrained", session);
    if (session.state == SessionState.LEAVING) {
      close(session);
    } else {
      unblock(session);
    }
  }

  /** The session's queue has outgrown its bound. */
  public void onOverflow(long nowNanos, Session session) {
    requireOpen("onOverflow", session);
    if (session.state == SessionState.LEAVING) {
      return; // nothing more is queued for it, and its linger is running
    }
    switch (config.slowPolicy()) {
      case GAP -> effects.dropBacklog(session);
      case DISCONNECT -> cutOff(session, Departure.SLOW);
      case WAIT -> block(session);
    }
  }

  /**
   * Queued frames of the session have been dropped: {@code gap N} stands in their place.
   *
   * @param frames how many the reader misses there
   * @param again how many of them a {@code gap} had told of that was itself dropped; they are
   *     counted already
   */
  public void onDropped(long nowNanos, Session session, long frames, long again) {
    if (session.state != SessionState.ACTIVE) {
      throw illegal("onDropped", session);
    }
    counters.droppedFrames += frames - again;
    if (frames > 0 && !session.isClassic()) {
      effects.direct(session, messages.gap(frames));
    }
  }

  /**
   * Some time has passed; to be called when {@link #nextDeadlineNanos} has come, harmless at any
   * other time.
   */
  public void onTick(long nowNanos) {
    for (Session session = deadlines.next(nowNanos);
        session != null;
        session = deadlines.next(nowNanos)) {
      switch (session.state) {
        case LEAVING -> close(session);
        case OPENING -> openAtPassEnd(nowNanos, session);
        default -> throw illegal("a deadline", session);
      }
    }
  }

  /**
   * The hub ends: everyone is told goodbye and gets what is queued, within the linger. Said twice
   * it is said once.
   */
  public void onShutdown(long nowNanos) {
    if (shuttingDown) {
      return;
    }
    shuttingDown = true;
    for (Session session : registry.all()) {
      switch (session.state) {
        case ACTIVE -> leave(nowNanos, session, Departure.SHUTDOWN, "shutdown");
        case LEAVING -> {} // keeps its own deadline
        case CONTESTED -> forget(session);
        default -> close(session);
      }
    }
  }

  // ---- registration ----

  private void register(
      long nowNanos, byte[] name, byte @Nullable [] path, @Nullable Session holder) {
    if (shuttingDown) {
      violate(Violation.SHUTTING_DOWN, null);
    } else if (holder != null) {
      contest(nowNanos, name, path);
    } else if (registry.held() >= config.limits().maxSessions()) {
      turnAway(nowNanos, name, path, ErrorCode.FULL);
    } else {
      Session session = registry.create(name, path, SessionState.OPENING);
      registry.hold(session);
      openAtPassEnd(nowNanos, session);
    }
  }

  private void contest(long nowNanos, byte[] name, byte @Nullable [] path) {
    if (waiting >= config.limits().maxWaiting()) {
      turnAway(nowNanos, name, path, ErrorCode.NAME_TAKEN);
      return;
    }
    Session session = registry.create(name, path, SessionState.CONTESTED);
    session.registeredPass = pass;
    contested.add(session);
    waiting++;
    passOwedNanos = nowNanos;
  }

  /**
   * The FIFO that is there now is another than the holder's. If its owner keeps to the protocol, it
   * was made when nobody read the holder's any more: in a pass from now the hub knows.
   */
  private void doubt(long nowNanos, Session session) {
    session.registeredPass = pass - 1;
    contested.add(session);
    waiting++;
    passOwedNanos = nowNanos;
  }

  private boolean isDoubted(Session session) {
    return session.state == SessionState.REFUSING && contested.contains(session);
  }

  /**
   * Registrations contested in an earlier pass: by now a dead holder has been reaped. As long as it
   * is open whether the holder comes, or is about to go, nobody is refused.
   */
  private void decideContested(long nowNanos) {
    List<Session> waited = new ArrayList<>(contested);
    waited.removeIf(session -> session.registeredPass == pass);
    for (Session session : waited) {
      decide(nowNanos, session, holderOf(session));
    }
  }

  private void decide(long nowNanos, Session session, @Nullable Session holder) {
    boolean isOpen = session.state == SessionState.REFUSING;
    if (holder == null) {
      byte[] path = session.pathOctets();
      // the public name of a path may be somebody else's by now
      byte[] name = path == null ? session.nameOctets : publicName(path);
      if (isOpen) {
        close(session);
      } else {
        forget(session);
      }
      register(nowNanos, name, path, null);
    } else if (isOpen && holder.state == SessionState.OPENING) {
      close(session); // the name has gone to somebody else: perhaps to whoever reads this FIFO
    } else if (waitsForHolder(session)) {
      return;
    } else if (isOpen) {
      stopWaiting(session);
      refuse(nowNanos, session);
    } else {
      forget(session);
      turnAway(nowNanos, session.nameOctets, session.pathOctets(), ErrorCode.NAME_TAKEN);
    }
  }

  /** A classic client has no way to be told, so it is only counted. */
  private void turnAway(long nowNanos, byte[] name, byte @Nullable [] path, ErrorCode code) {
    Session session = registry.create(name, path, SessionState.REFUSING);
    session.refusal = code;
    if (path == null) {
      openAtPassEnd(nowNanos, session);
    } else {
      counters.refused++;
      effects.refused(session, code);
      close(session);
    }
  }

  private void openAtPassEnd(long nowNanos, Session session) {
    toOpen.add(session);
    passOwedNanos = nowNanos;
  }

  private @Nullable Session holderOf(Session session) {
    byte[] path = session.pathOctets();
    return path == null ? registry.named(session.nameOctets) : registry.atPath(path);
  }

  /** A native name whose holder is being opened, or is leaving, may be free soon. */
  private boolean waitsForHolder(Session session) {
    Session holder = session.isClassic() ? null : holderOf(session);
    return holder != null && holder.state != SessionState.ACTIVE;
  }

  private @Nullable Session holderBeside(Session session) {
    Session holder = holderOf(session);
    return holder == session ? null : holder;
  }

  private boolean retryLater(long nowNanos, Session session) {
    if (session.retryPauseNanos == 0) {
      if (waiting >= config.limits().maxWaiting()) {
        return false;
      }
      waiting++;
      session.retryPauseNanos = HubLimits.CLASSIC_RETRY_FIRST_NANOS;
      session.giveUpNanos = nowNanos + HubLimits.CLASSIC_OPEN_NANOS;
    } else if (nowNanos - session.giveUpNanos >= 0) {
      return false;
    }
    deadlines.set(session, nowNanos + session.retryPauseNanos);
    session.retryPauseNanos =
        Math.min(2 * session.retryPauseNanos, HubLimits.CLASSIC_RETRY_LONGEST_NANOS);
    return true;
  }

  private void join(Session session, byte[] token) {
    stopWaiting(session);
    session.state = SessionState.ACTIVE;
    served = true;
    counters.joined++;
    if (!session.isClassic()) {
      registry.giveToken(session, token);
      effects.direct(session, messages.welcome(token));
    }
    if (tellsPresence()) {
      effects.everyone(presence.registration(session.nameOctets));
    }
    effects.join(session);
    effects.joined(session);
  }

  private void refuse(long nowNanos, Session session) {
    ErrorCode code = refusalOf(session);
    counters.refused++;
    effects.refused(session, code);
    effects.direct(session, messages.error(code, refusalText(session, code)));
    session.state = SessionState.LEAVING;
    effects.finish(session);
    deadlines.set(session, nowNanos); // what does not fit at once is not waited for
  }

  private static ErrorCode refusalOf(Session session) {
    ErrorCode code = session.refusal;
    if (code == null) {
      throw new IllegalStateException("refused without a reason: " + session);
    }
    return code;
  }

  private static String refusalText(Session session, ErrorCode code) {
    return code == ErrorCode.NAME_TAKEN
        ? session.name() + " is in use: choose another name"
        : "the hub has no room for another client";
  }

  private byte[] publicName(byte[] path) {
    String base = Names.sanitize(ByteBuffer.wrap(path), baseName(path), path.length);
    String name = base;
    for (int n = 2;
        Names.isReserved(name) || registry.named(HubMessages.ascii(name)) != null;
        n++) {
      if (n == MANY_NAMESAKES) {
        n = Math.max(n, registry.held()); // as many names are taken at most: do not try them all
      }
      String suffix = "-" + n;
      name = base.substring(0, Math.min(base.length(), Wire.MAX_NAME - suffix.length())) + suffix;
    }
    return HubMessages.ascii(name);
  }

  private static int baseName(byte[] path) {
    int from = path.length;
    while (from > 0 && path[from - 1] != '/') {
      from--;
    }
    return from;
  }

  // ---- the end of a session ----

  private void leave(long nowNanos, Session session, Departure why, String reason) {
    depart(session, why);
    if (!session.isClassic()) {
      effects.direct(session, messages.bye(reason));
    }
    effects.finish(session);
    deadlines.set(session, nowNanos + config.limits().lingerNanos());
    tellOthers(session);
  }

  /** Ends an active session that cannot be told. */
  private void cutOff(Session session, Departure why) {
    depart(session, why);
    close(session);
    tellOthers(session);
  }

  /** The session is active no more: its token dies. */
  private void depart(Session session, Departure why) {
    registry.takeToken(session);
    unblock(session);
    session.state = SessionState.LEAVING;
    counters.count(why);
    effects.left(session, why);
  }

  /** Said when the session itself receives nothing any more. */
  private void tellOthers(Session session) {
    if (tellsPresence() && !shuttingDown) {
      effects.everyone(presence.disconnect(session.nameOctets));
    }
  }

  private void close(Session session) {
    forget(session);
    effects.close(session);
  }

  private void forget(Session session) {
    stopWaiting(session);
    unblock(session);
    deadlines.clear(session);
    toOpen.remove(session);
    registry.remove(session);
    session.state = SessionState.CLOSED;
  }

  private void stopWaiting(Session session) {
    if (contested.remove(session)) {
      waiting--;
    } else if (session.retryPauseNanos > 0) {
      session.retryPauseNanos = 0;
      waiting--;
    }
  }

  private void block(Session session) {
    if (blocking.isEmpty()) {
      effects.pauseInbox();
    }
    blocking.add(session);
  }

  private void unblock(Session session) {
    if (blocking.remove(session) && blocking.isEmpty()) {
      effects.resumeInbox();
    }
  }

  // ---- small things ----

  /** Something waits for the end of a pass, and nothing else may happen that makes one. */
  private boolean owesPass() {
    if (!toOpen.isEmpty()) {
      return true;
    }
    for (Session session : contested) {
      if (!waitsForHolder(session)) {
        return true;
      }
    }
    return false;
  }

  private boolean tellsPresence() {
    return config.presence() && config.mode() == HubMode.CHAT;
  }

  private void violate(Violation violation, @Nullable Session sender) {
    counters.count(violation);
    effects.violated(violation, sender);
  }

  private static void requireOpen(String input, Session session) {
    if (session.state != SessionState.ACTIVE && session.state != SessionState.LEAVING) {
      throw illegal(input, session);
    }
  }

  private static IllegalStateException illegal(String input, Session session) {
    return new IllegalStateException(input + " for a session that is " + session);
  }

  private final class Addresses implements ClassicAddresses {
    @Override
    public boolean isPath(ByteBuffer in, int from, int to) {
      return registry.knowsPath(in, from, to);
    }

    @Override
    public boolean isToken(ByteBuffer in, int from, int to) {
      return registry.knowsToken(in, from, to);
    }
  }
}
