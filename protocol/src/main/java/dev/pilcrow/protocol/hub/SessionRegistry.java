package dev.pilcrow.protocol.hub;

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
  private final OctetTable<Session> byName = new OctetTable<>();
  private final OctetTable<Session> byToken = new OctetTable<>();
  private final OctetTable<Session> byPath = new OctetTable<>();
  private final List<@Nullable Session> bySlot = new ArrayList<>();
  private final BitSet usedSlots = new BitSet();

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

  @Nullable Session withToken(ByteBuffer in, int from, int to) {
    return byToken.get(in, from, to);
  }

  @Nullable Session atPath(ByteBuffer in, int from, int to) {
    return byPath.get(in, from, to);
  }

  @Nullable Session atPath(byte[] path) {
    return byPath.get(path);
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
}
