package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
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
  private final OctetTable<Session> lateTokens = new OctetTable<>();
  private final OctetTable<Session> latePaths = new OctetTable<>();
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
    int slot = usedSlots.nextClearBit(0);
    usedSlots.set(slot);
    Session session = new Session(slot, name, path, state);
    if (slot == bySlot.size()) {
      bySlot.add(session);
    } else {
      bySlot.set(slot, session);
    }
    return session;
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
      remember(lateTokens, token, session);
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
      remember(latePaths, path, session);
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

  private void remember(OctetTable<Session> late, byte[] address, Session session) {
    if (!remembersLate || late.get(address) != null) {
      return;
    }
    if (late.size() == MAX_LATE) {
      late.clear();
    }
    late.put(address, session);
  }
}
