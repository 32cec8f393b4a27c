package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubState;
import dev.pilcrow.protocol.hub.SessionImage;
import dev.pilcrow.protocol.hub.SessionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The state of a {@link World} as octets, and back. Names and tokens stand as numbers of clients
 * and sessions, times as what is left of them.
 *
 * <pre>
 *   flags  (client: stage, said, FIFO, serials|knows, here, unread) ...
 *   n  (write: client|serial, kind) ...
 *   n  (to open: slot, holder) ...
 *   n  (session: slot, client|state, flags, token, channel, [deadline], [FIFO|serial, n, queue]) ...
 *   n  (contested: slot) ...
 * </pre>
 *
 * With symmetry the encoding is canonical: of all states that differ in nothing but which client is
 * which, and which session has which slot, one is taken, whose encoding is least. Only clients that
 * cannot be told apart by what is their own are tried in every order.
 */
@SuppressWarnings("EnumOrdinal") // an encoding lives as long as the walk that made it
final class WorldCodec {
  private static final SessionState[] STATES = SessionState.values();
  private static final ErrorCode[] CODES = ErrorCode.values();
  private static final int NONE = 0xFF;
  private static final long NANOS = 1_000_000;

  /** The longest encoding that a configuration can have. */
  private static final int MAX_LENGTH = 4096;

  private final World world;
  private final boolean symmetry;
  private final int[][] orders;
  private final long[] keys;
  private final int[] identity;
  private byte[] out = new byte[MAX_LENGTH];
  private byte[] other = new byte[MAX_LENGTH];
  private byte[] in = new byte[0];
  private int length;
  private int at;
  private int[] order;

  private final int[] position;
  private final int[] slots = new int[4 * ExploreOptions.MAX_CLIENTS];
  private HubState hub = HubState.FRESH;
  private final SessionImage[] sorted = new SessionImage[4 * ExploreOptions.MAX_CLIENTS];

  WorldCodec(World world) {
    int clients = world.clients.length;
    this.world = world;
    this.symmetry = world.options.symmetry();
    this.orders = orders(clients);
    this.keys = new long[clients];
    this.position = new int[clients];
    this.identity = orders[0];
    this.order = identity;
  }

  /** The encoding made last; valid until the next. */
  byte[] octets() {
    return out;
  }

  int length() {
    return length;
  }

  /** Which client stands in each place of the encoding made last. */
  int[] order() {
    return order;
  }

  // ---- there ----

  void encode() {
    hub = world.hubSide.state();
    if (!hub.toOpen().isEmpty()) {
      throw new IllegalStateException("in the middle of a pass");
    }
    if (!symmetry) {
      order = identity;
      encode(identity);
      length = at;
      return;
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i] = world.clients[i].key();
    }
    length = 0;
    for (int[] candidate : orders) {
      if (isSorted(candidate)) {
        encode(candidate);
        if (length == 0 || isLess(out, at, other, length)) {
          byte[] swapped = other;
          other = out;
          out = swapped;
          length = at;
          order = candidate;
        }
      }
    }
    byte[] best = other;
    other = out;
    out = best;
  }

  private boolean isSorted(int[] candidate) {
    for (int i = 1; i < candidate.length; i++) {
      if (keys[candidate[i - 1]] > keys[candidate[i]]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLess(byte[] one, int oneLength, byte[] two, int twoLength) {
    return Arrays.compareUnsigned(one, 0, oneLength, two, 0, twoLength) < 0;
  }

  private void encode(int[] candidate) {
    at = 0;
    for (int i = 0; i < candidate.length; i++) {
      position[candidate[i]] = i;
    }
    put(
        flag(world.channels.paused, 0)
            | flag(world.garbageWritten, 1)
            | flag(hub.served(), 2)
            | flag(hub.shuttingDown(), 3));
    for (int who : candidate) {
      putClient(world.clients[who]);
    }
    putInbox(world.inbox);
    int sessions = sortSessions();
    Channels channels = world.channels;
    put(channels.asked);
    for (int i = 0; i < channels.asked; i++) {
      put(slots[channels.toOpen[i]]);
      put(channels.holders[i] < 0 ? NONE : slots[channels.holders[i]]);
    }
    put(sessions);
    for (int i = 0; i < sessions; i++) {
      putSession(sorted[i]);
    }
    List<Integer> contested = hub.contested();
    put(contested.size());
    for (int i = 0; i < contested.size(); i++) {
      put(slots[contested.get(i)]);
    }
  }

  /** With symmetry slots are given anew, by client. */
  private int sortSessions() {
    List<SessionImage> images = hub.sessions();
    int size = images.size();
    for (int i = 0; i < size; i++) {
      SessionImage image = images.get(i);
      int j = i;
      if (symmetry) {
        int key = position[Lexicon.client(image.name())];
        for (; j > 0 && position[Lexicon.client(sorted[j - 1].name())] > key; j--) {
          sorted[j] = sorted[j - 1];
        }
      }
      sorted[j] = image;
    }
    for (int i = 0; i < size; i++) {
      slots[sorted[i].slot()] = symmetry ? i : sorted[i].slot();
    }
    return size;
  }

  private void putClient(Client client) {
    put(client.stage | flag(client.ended, 4));
    put(client.said);
    put(client.fifo);
    put(client.serials << 4 | client.knows);
    put(client.here);
    put(client.unread);
  }

  private void putInbox(Inbox inbox) {
    put(inbox.size);
    for (int i = 0; i < inbox.size; i++) {
      int kind = inbox.kinds[i];
      if (kind == Inbox.GARBAGE) {
        put(0);
        put(kind);
      } else {
        put(position[inbox.clients[i]] << 4 | inbox.serials[i]);
        int to = kind < Inbox.SAYING ? 0 : Inbox.recipient(kind);
        put(to < 2 ? kind : kind - to + 2 + position[to - 2]);
      }
    }
  }

  private void putSession(SessionImage session) {
    Channel channel = world.channels.bySlot[session.slot()];
    put(slots[session.slot()]);
    put(position[Lexicon.client(session.name())] << 4 | session.state().ordinal());
    put(
        flag(session.holdsName(), 0)
            | flag(session.blocksInbox(), 1)
            | flag(session.registeredThisPass(), 2)
            | flag(session.hasDeadline(), 3)
            | flag(channel.isOpen(), 4)
            | flag(channel.joined, 5)
            | flag(channel.finished, 6)
            | flag(channel.owesDrained, 7));
    String token = session.token();
    int holder = token == null ? NONE : Lexicon.ofToken(token);
    put(token == null ? NONE : position[holder >> 4] << 4 | (holder & 0xF));
    ErrorCode refusal = session.refusal();
    put(refusal == null ? NONE : refusal.ordinal());
    if (session.hasDeadline()) {
      putInt((int) (session.deadlineInNanos() / NANOS));
    }
    if (channel.isOpen()) {
      put(channel.fifo << 4 | channel.serial);
      put(channel.queued);
      for (int i = 0; i < channel.queued; i++) {
        put(channel.queue[i]);
      }
    }
  }

  private static int flag(boolean set, int bit) {
    return set ? 1 << bit : 0;
  }

  private void put(int value) {
    out[at++] = (byte) value;
  }

  private void putInt(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      put(value >> shift);
    }
  }

  // ---- and back ----

  /** Puts the world into an encoded state. */
  void decode(byte[] state) {
    in = state;
    at = 0;
    int flags = get();
    for (Client client : world.clients) {
      int stage = get();
      client.stage = stage & 0xF;
      client.ended = stage > 0xF;
      client.said = get();
      client.fifo = get();
      int serials = get();
      client.serials = serials >> 4;
      client.knows = serials & 0xF;
      client.here = get();
      client.unread = get();
    }
    Inbox inbox = world.inbox;
    inbox.size = 0;
    for (int i = get(); i > 0; i--) {
      int writer = get();
      inbox.add(writer >> 4, writer & 0xF, get());
    }
    Channels channels = world.channels;
    channels.clear();
    channels.paused = (flags & 1) != 0;
    world.garbageWritten = (flags & 2) != 0;
    channels.asked = get();
    for (int i = 0; i < channels.asked; i++) {
      channels.toOpen[i] = get();
      int holder = get();
      channels.holders[i] = holder == NONE ? Channels.NO_HOLDER : holder;
    }
    int size = get();
    List<SessionImage> sessions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      sessions.add(session());
    }
    world.hubSide.state(
        new HubState(
            sessions,
            List.of(),
            contested(),
            List.of(),
            List.of(),
            0,
            0,
            (flags & 4) != 0,
            (flags & 8) != 0));
  }

  private SessionImage session() {
    int slot = get();
    int owner = get();
    int flags = get();
    int token = get();
    int refusal = get();
    long deadlineNanos = (flags & 8) == 0 ? 0 : getInt() * NANOS;
    Channel channel = world.channels.bySlot[slot];
    if ((flags & 16) != 0) {
      int fifo = get();
      channel.client = owner >> 4;
      channel.fifo = fifo >> 4;
      channel.serial = fifo & 0xF;
      channel.joined = (flags & 32) != 0;
      channel.finished = (flags & 64) != 0;
      channel.owesDrained = (flags & 128) != 0;
      for (int i = get(); i > 0; i--) {
        channel.add(get());
      }
    }
    return new SessionImage(
        slot,
        Lexicon.name(owner >> 4),
        null,
        STATES[owner & 0xF],
        token == NONE ? null : Lexicon.token(token >> 4, token & 0xF),
        refusal == NONE ? null : CODES[refusal],
        (flags & 1) != 0,
        (flags & 2) != 0,
        (flags & 4) != 0,
        (flags & 8) != 0,
        deadlineNanos,
        0,
        0);
  }

  private List<Integer> contested() {
    int size = get();
    if (size == 0) {
      return List.of();
    }
    List<Integer> contested = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      contested.add(get());
    }
    return contested;
  }

  private int get() {
    return in[at++] & 0xFF;
  }

  private int getInt() {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | get();
    }
    return value;
  }

  // ---- all orders of so many ----

  /** The first is the identity. */
  private static int[][] orders(int size) {
    List<int[]> orders = new ArrayList<>();
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    permute(order, 0, orders);
    return orders.toArray(int[][]::new);
  }

  private static void permute(int[] order, int from, List<int[]> out) {
    if (from == order.length) {
      out.add(order.clone());
      return;
    }
    for (int i = from; i < order.length; i++) {
      swap(order, from, i);
      permute(order, from + 1, out);
      swap(order, from, i);
    }
  }

  private static void swap(int[] order, int i, int j) {
    int value = order[i];
    order[i] = order[j];
    order[j] = value;
  }
}
