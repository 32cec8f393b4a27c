package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pilcrow.protocol.frame.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are not closed, and the ways to find them: by name, by token, by classic path.
 */
final class SessionRegistry {
  /** So many tokens, and paths, of the dead are remembered at most; then all are forgotten. */
  static final int MAX_LATE = 4_096;

  private final OctetTable<Session> byName = new OctetTable<>();
  private final OctetTable<Session> byToken = new OctetTable<>();
  private final OctetTable<Session> byPath = new OctetTable<>();
  private final OctetTable<Boolean> lateTokens = new OctetTable<>();
  private final OctetTable<Boolean> latePaths = new OctetTable<>();
  private final List<@Nullable Session> bySlot = new ArrayList<>();
  private final BitSet usedSlots = new BitSet();
  private final boolean remembersLate;
  private @Nullable Session lastSpeaker;

  /**
   * Without sessions.
   *
   * @param remembersLate whether {@link #knowsToken} and {@link #knowsPath} will be asked
   */
  SessionRegistry(boolean remembersLate) {
    this.remembersLate = remembersLate;
  }

  /** A session in a free slot, not yet found by its name. */
  Session create(byte[] name, byte @Nullable [] path, SessionState state) {
    Session session = new Session(usedSlots.nextClearBit(0), name, path, state);
    put(session);
    return session;
  }

  private void put(Session session) {
    int slot = session.slot();
    usedSlots.set(slot);
    while (slot >= bySlot.size()) {
      bySlot.add(null);
    }
    bySlot.set(slot, session);
  }

  /** The session holds its name, and its path, from here on. */
  void hold(Session session) {
    byName.put(session.nameOctets, session);
    byte[] path = session.pathOctets();
    if (path != null) {
      byPath.put(path, session);
    }
  }

  void giveToken(Session session, byte[] token) {
    byToken.put(token, session);
    session.token = token;
  }

  void takeToken(Session session) {
    byte[] token = session.token;
    if (token != null) {
      byToken.remove(token);
      remember(lateTokens, token);
      session.token = null;
    }
  }

  /** Forgets the session in every way. */
  void remove(Session session) {
    takeToken(session);
    if (byName.get(session.nameOctets) == session) {
      byName.remove(session.nameOctets);
    }
    byte[] path = session.pathOctets();
    if (path != null && byPath.get(path) == session) {
      byPath.remove(path);
      remember(latePaths, path);
    }
    bySlot.set(session.slot(), null);
    usedSlots.clear(session.slot());
  }

  @Nullable Session named(byte[] name) {
    return byName.get(name);
  }

  @Nullable Session named(ByteBuffer in, int from, int to) {
    return byName.get(in, from, to);
  }

  /**
   * The session of that token. Whoever spoke last is asked first, since frames come in runs of one
   * sender; a session that has lost its token cannot be taken for its holder, as the comparison is
   * with its own.
   */
  @Nullable Session withToken(ByteBuffer in, int from, int to) {
    Session last = lastSpeaker;
    if (last != null && last.token != null && Octets.equal(in, from, to, last.token)) {
      return last;
    }
    Session session = byToken.get(in, from, to);
    if (session != null) {
      lastSpeaker = session;
    }
    return session;
  }

  @Nullable Session atPath(ByteBuffer in, int from, int to) {
    return byPath.get(in, from, to);
  }

  @Nullable Session atPath(byte[] path) {
    return byPath.get(path);
  }

  /** Whether frames of that token may be in the inbox. */
  boolean knowsToken(ByteBuffer in, int from, int to) {
    return byToken.get(in, from, to) != null || lateTokens.get(in, from, to) != null;
  }

  /** Whether frames of that classic path may be in the inbox. */
  boolean knowsPath(ByteBuffer in, int from, int to) {
    return byPath.get(in, from, to) != null || latePaths.get(in, from, to) != null;
  }

  /** The inbox has been read dry: it holds nothing that the dead have written. */
  void forgetLate() {
    lateTokens.clear();
    latePaths.clear();
  }

  /** How many sessions hold a name. */
  int held() {
    return byName.size();
  }

  /** How many sessions are not closed. */
  int size() {
    return usedSlots.cardinality();
  }

  /** How many sessions hold a classic path. */
  int classic() {
    return byPath.size();
  }

  /** All sessions that are not closed, by slot; a copy, so that the caller may close some. */
  List<Session> all() {
    List<Session> sessions = new ArrayList<>(usedSlots.cardinality());
    for (Session session : bySlot) {
      if (session != null) {
        sessions.add(session);
      }
    }
    return sessions;
  }

  boolean isEmpty() {
    return usedSlots.isEmpty();
  }

  /** The names of the active sessions in the order of their octets. */
  List<String> activeNames() {
    List<String> names = new ArrayList<>();
    for (Session session : bySlot) {
      if (session != null && session.state == SessionState.ACTIVE) {
        names.add(session.name());
      }
    }
    Collections.sort(names);
    return names;
  }

  private void remember(OctetTable<Boolean> late, byte[] address) {
    if (!remembersLate || late.get(address) != null) {
      return;
    }
    if (late.size() == MAX_LATE) {
      late.clear();
    }
    late.put(address, Boolean.TRUE);
  }

  // ---- as a value ----

  /** The session in that slot, if there is one. */
  @Nullable Session inSlot(int slot) {
    return slot < bySlot.size() ? bySlot.get(slot) : null;
  }

  List<SessionImage> images(long nowNanos, Set<Session> blocking, long pass) {
    List<SessionImage> images = new ArrayList<>(usedSlots.cardinality());
    for (Session session : bySlot) {
      if (session != null) {
        images.add(image(session, nowNanos, blocking.contains(session), pass));
      }
    }
    return images;
  }

  private SessionImage image(Session session, long nowNanos, boolean blocks, long pass) {
    byte[] path = session.pathOctets();
    byte[] token = session.token;
    boolean retries = session.retryPauseNanos > 0;
    return new SessionImage(
        session.slot(),
        session.name(),
        path == null ? null : new String(path, ISO_8859_1),
        session.state,
        token == null ? null : new String(token, ISO_8859_1),
        session.refusal,
        byName.get(session.nameOctets) == session,
        blocks,
        session.state == SessionState.CONTESTED && session.registeredPass == pass,
        session.hasDeadline,
        session.hasDeadline ? session.deadlineNanos - nowNanos : 0,
        retries ? session.giveUpNanos - nowNanos : 0,
        session.retryPauseNanos);
  }

  Session restore(SessionImage image) {
    String path = image.path();
    String token = image.token();
    Session session =
        new Session(
            image.slot(),
            image.name().getBytes(ISO_8859_1),
            path == null ? null : path.getBytes(ISO_8859_1),
            image.state());
    if (image.slot() < 0 || usedSlots.get(image.slot())) {
      throw new IllegalArgumentException("a second session in its slot: " + image);
    }
    if (image.state() == SessionState.CLOSED) {
      throw new IllegalArgumentException("closed: " + image);
    }
    put(session);
    if (image.holdsName()) {
      if (byName.get(session.nameOctets) != null) {
        throw new IllegalArgumentException("a second holder of its name: " + image);
      }
      hold(session);
    }
    if (token != null) {
      giveToken(session, token.getBytes(ISO_8859_1));
    }
    session.refusal = image.refusal();
    return session;
  }

  /** Forgets everybody. */
  void clear() {
    byName.clear();
    byToken.clear();
    byPath.clear();
    forgetLate();
    bySlot.clear();
    usedSlots.clear();
    lastSpeaker = null;
  }

  List<String> lateTokens() {
    return texts(lateTokens);
  }

  List<String> latePaths() {
    return texts(latePaths);
  }

  void rememberLate(List<String> tokens, List<String> paths) {
    for (int i = 0; i < tokens.size(); i++) {
      remember(lateTokens, tokens.get(i).getBytes(ISO_8859_1));
    }
    for (int i = 0; i < paths.size(); i++) {
      remember(latePaths, paths.get(i).getBytes(ISO_8859_1));
    }
  }

  private static List<String> texts(OctetTable<Boolean> table) {
    if (table.size() == 0) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(table.size());
    for (byte[] key : table.keys()) {
      texts.add(new String(key, ISO_8859_1));
    }
    Collections.sort(texts);
    return texts;
  }
}
