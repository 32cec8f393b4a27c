package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.BurstPool;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.RecordEnd;
import dev.pilcrow.fifo.SendQueue;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.TeePipe;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.hub.Dialect;
import dev.pilcrow.protocol.hub.Session;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The way out: all client channels, what is owed to them, and one write for each of them in a pass.
 *
 * <p>What goes to everyone is encoded once, into an {@link EveryoneStream}, and shared by all
 * queues; what goes to one is encoded into that client's queue, behind the part of the stream that
 * came before it. Nothing is written before {@link #flush}. What writing brings to light goes to
 * {@link Notices}, never to the hub directly.
 */
final class ClientChannels {

  /**
   * One burst of everyone-frames: what a full inbox becomes when its tokens turn into the longest
   * names.
   */
  private static final int EVERYONE_OCTETS = 1 << 18;

  /** Memory for what is sent to one client alone is taken in pieces of this size. */
  private static final int DIRECT_OCTETS = 1 << 14;

  /**
   * From so many octets on, and for so many recipients, tee(2) is faster than write(2): see
   * docs/adr.
   */
  private static final int TEE_OCTETS = 1 << 13;

  private static final int TEE_RECIPIENTS = 3;

  /** Kept for a {@code gap}, whatever its number. */
  private static final int GAP_OCTETS = 128;

  private static final int IDLE_EVERYONE_BURSTS = 4;
  private static final int IDLE_DIRECT_BURSTS = 1024;

  private final Kernel kernel;
  private final Notices notices;
  private final HubOptions options;
  private final int queueCapacity;
  private final BurstPool everyonePool = new BurstPool(EVERYONE_OCTETS, IDLE_EVERYONE_BURSTS);
  private final BurstPool directPool = new BurstPool(DIRECT_OCTETS, IDLE_DIRECT_BURSTS);
  private final Audience nativeAudience;
  private final Audience classicAudience;
  private final PipeRoom pipeRoom;
  private final Laggards laggards;
  private final Consumer<ClientChannel> writeOn = this::writeOn;
  private final Consumer<ClientChannel> watchForRoom = this::watchForRoom;
  private final List<ClientChannel> dirty = new ArrayList<>();
  private @Nullable ClientChannel[] bySlot = new ClientChannel[16];

  /** The slots of those that are owed something although they have been written to. */
  private final BitSet owed = new BitSet();

  ClientChannels(Kernel kernel, Notices notices, HubOptions options) {
    this.kernel = kernel;
    this.notices = notices;
    this.options = options;
    this.queueCapacity = queueCapacity(options);
    this.nativeAudience = new Audience(TeePipe.open(kernel));
    this.classicAudience = new Audience(options.config().classic() ? TeePipe.open(kernel) : null);
    this.pipeRoom = new PipeRoom(kernel);
    this.laggards = new Laggards(options.config().slowPolicy());
  }

  /**
   * The queue's hard bound. The policy strikes between passes, so a queue may hold what one pass
   * can add to it on top of its own bound: a burst of frames grown by longer names, one full list
   * of names, presence of everybody.
   */
  private static int queueCapacity(HubOptions options) {
    long presence = 4L * 70 * options.config().limits().maxSessions();
    long pass = 4L * EVERYONE_OCTETS + options.config().limits().maxAnswerOctets() + presence;
    return (int) Math.min(Integer.MAX_VALUE, options.queueOctets() + pass);
  }

  SendQueue newQueue() {
    return new SendQueue(queueCapacity, directPool);
  }

  void add(ClientChannel channel) {
    while (channel.slot >= bySlot.length) {
      bySlot = Arrays.copyOf(bySlot, 2 * bySlot.length);
    }
    bySlot[channel.slot] = channel;
    channel.enlargedOctets = pipeRoom.enlarge(channel.descriptor);
  }

  /** The session's channel, or null if its FIFO has not been opened. */
  @Nullable ClientChannel of(Session session) {
    int slot = session.slot();
    ClientChannel channel = slot < bySlot.length ? bySlot[slot] : null;
    return channel != null && channel.session == session ? channel : null;
  }

  void join(Session session) {
    audience(session).add(required(session));
  }

  void everyone(OutgoingFrame frame) {
    EveryoneStream stream = nativeAudience.streamWithRoom(frame.length());
    int at = stream.index();
    stream.added(frame.encode(stream.bytes(), at) - at);
  }

  void everyoneText(ByteBuffer text, int offset, int length) {
    EveryoneStream stream = classicAudience.streamWithRoom(length);
    stream.bytes().put(stream.index(), text, offset, length);
    stream.added(length);
  }

  void direct(Session to, OutgoingFrame frame) {
    ClientChannel channel = upToDate(to);
    int at = channel.queue.reserve(frame.length());
    frame.encode(channel.queue.reserved(), at);
    markDirty(channel);
  }

  void directText(Session to, ByteBuffer text, int offset, int length) {
    ClientChannel channel = upToDate(to);
    // what strangers wrote behind a classic frame is taken for its text: that has no bound but the
    // inbox
    for (int done = 0; done < length; done += DIRECT_OCTETS) {
      int piece = Math.min(DIRECT_OCTETS, length - done);
      int at = channel.queue.reserve(piece);
      channel.queue.reserved().put(at, text, offset + done, piece);
    }
    markDirty(channel);
  }

  /** Nothing will be added any more; the hub hears when the queue is empty. */
  void finish(Session session) {
    ClientChannel channel = upToDate(session);
    leaveAudience(channel);
    channel.finishing = true;
    markDirty(channel);
  }

  /** Drops what has not begun; returns how many frames. */
  long dropBacklog(Session session) {
    ClientChannel channel = upToDate(session);
    channel.overflowed = false;
    boolean lines = session.dialect() == Dialect.NATIVE;
    long dropped = channel.dropUnbegun(lines ? RecordEnd.LINE_FEED : RecordEnd.SLICE);
    channel.keptOctets = channel.queue.sizeOctets() + GAP_OCTETS;
    return dropped;
  }

  /** Forgets the channel and all that is owed to it. Its descriptor is the caller's to close. */
  void remove(ClientChannel channel) {
    leaveAudience(channel);
    laggards.remove(channel);
    channel.queue.clear();
    channel.gone = true;
    pipeRoom.giveBack(channel.enlargedOctets);
    channel.registration().cancel();
    bySlot[channel.slot] = null;
    owed.clear(channel.slot);
  }

  /** Writes what this pass has brought: one system call for each client that is owed something. */
  void flush() {
    nativeAudience.flushMembers();
    classicAudience.flushMembers();
    for (int i = 0; i < dirty.size(); i++) {
      ClientChannel channel = dirty.get(i);
      channel.dirty = false;
      flush(channel);
    }
    dirty.clear();
    reuse();
    strikeFurthestBehind();
  }

  void onGone(ClientChannel channel) {
    if (!channel.gone) {
      channel.gone = true;
      notices.gone(channel);
    }
  }

  /**
   * The pipe has room. Interest in that is taken away only when nothing waits for it: who is behind
   * once is so again and again, and two calls for each time would cost more than what they spare.
   */
  void onWritable(ClientChannel channel) {
    if (laggards.isScout(channel)) {
      laggards.dismissScout();
      laggards.forEach(writeOn);
      if (!channel.backlogged) {
        watch(channel, 0);
      }
    } else if (channel.backlogged) {
      writeOn(channel);
    } else {
      watch(channel, 0);
    }
    reuse();
  }

  /** At the end of a pass: chooses of whose pipes the hub wants to hear that they have room. */
  void endPass(long nowNanos) {
    if (laggards.scatter(nowNanos)) {
      laggards.forEach(watchForRoom);
    }
    ClientChannel scout = laggards.newScout(nowNanos);
    if (scout != null) {
      watchForRoom(scout);
    }
  }

  /** Whether {@link #endPass} wants to be called again in a while, whatever happens. */
  boolean hasDeadline() {
    return laggards.hasDeadline();
  }

  /** How long there is until then, or {@link Poller#FOREVER}. */
  long timeoutNanos(long nowNanos) {
    return laggards.timeoutNanos(nowNanos);
  }

  /**
   * Whether the next burst had better wait until all have got the last one, for those who have not
   * would have to be written to, one by one. Only a policy that lets all wait for the slowest
   * allows that.
   */
  boolean holdInbox() {
    return laggards.holdAll();
  }

  /** What is owed to the client that is furthest behind. */
  int longestQueueOctets() {
    ClientChannel furthest = furthestBehind(channel -> true);
    return furthest == null ? 0 : furthest.queue.sizeOctets();
  }

  /** The memory that all queues hold, in the pieces in which it is taken. */
  long pinnedOctets() {
    long octets = everyonePool.inUseOctets() + directPool.inUseOctets();
    return octets - nativeAudience.stream.unheldOctets() - classicAudience.stream.unheldOctets();
  }

  void close() {
    nativeAudience.close();
    classicAudience.close();
  }

  private void flush(ClientChannel channel) {
    if (channel.gone) {
      return;
    }
    if (!channel.backlogged) {
      int written = channel.queue.flush(kernel, channel.descriptor);
      if (written < 0) {
        onGone(channel);
        return;
      }
      channel.onWritten(written);
    }
    if (channel.queue.isEmpty()) {
      onEmpty(channel);
    } else {
      onBacklog(channel);
    }
  }

  /** Gives a channel what it is owed, as far as there is room now. */
  private void writeOn(ClientChannel channel) {
    channel.backlogged = false;
    if (channel.joinedIndex < 0 || !audience(channel.session).teeRest(channel)) {
      flush(channel);
    }
  }

  /** Starts over in the same memory as soon as nobody is owed any of it. */
  private void reuse() {
    if (laggards.isEmpty()) {
      nativeAudience.reuse();
      classicAudience.reuse();
    }
  }

  private void onEmpty(ClientChannel channel) {
    owed.clear(channel.slot);
    boolean told = channel.overflowed || channel.finishing;
    channel.overflowed = false;
    channel.keptOctets = 0;
    laggards.remove(channel);
    if (told) {
      notices.drained(channel);
    }
  }

  private void onBacklog(ClientChannel channel) {
    owed.set(channel.slot);
    channel.backlogged = true;
    watch(channel, laggards.isHerded(channel) ? 0 : Poller.WRITE);
    if (channel.queue.sizeOctets() > options.queueOctets()) {
      overflow(channel);
    }
  }

  private void overflow(ClientChannel channel) {
    if (!channel.overflowed) {
      channel.overflowed = true;
      notices.overflowed(channel);
    }
  }

  /**
   * All queues together hold too much: the longest one answers for it, but none of which nothing
   * could be dropped: what has begun is always finished, and would be struck without end.
   */
  private void strikeFurthestBehind() {
    if (pinnedOctets() <= options.pinnedOctets()) {
      return;
    }
    ClientChannel furthest =
        furthestBehind(
            channel ->
                !channel.gone
                    && !channel.overflowed
                    && channel.queue.sizeOctets() > channel.keptOctets);
    if (furthest != null) {
      overflow(furthest);
    }
  }

  /** Of those that are owed something, who is owed most; null if there is none such. */
  private @Nullable ClientChannel furthestBehind(Predicate<ClientChannel> which) {
    ClientChannel furthest = null;
    for (int slot = owed.nextSetBit(0); slot >= 0; slot = owed.nextSetBit(slot + 1)) {
      ClientChannel channel = bySlot[slot];
      boolean longer =
          channel != null
              && which.test(channel)
              && (furthest == null || channel.queue.sizeOctets() > furthest.queue.sizeOctets());
      if (longer) {
        furthest = channel;
      }
    }
    return furthest;
  }

  private void watchForRoom(ClientChannel channel) {
    watch(channel, Poller.WRITE);
  }

  private void watch(ClientChannel channel, int interest) {
    try {
      channel.registration().interest(interest);
    } catch (SystemCallException e) {
      onGone(channel); // the kernel has no memory to watch it: it could never be written to again
    }
  }

  /** The session's channel, having been given all that everyone was sent before. */
  private ClientChannel upToDate(Session session) {
    ClientChannel channel = required(session);
    if (channel.joinedIndex >= 0) {
      audience(session).stream.giveTo(channel);
    }
    return channel;
  }

  private ClientChannel required(Session session) {
    ClientChannel channel = of(session);
    if (channel == null) {
      throw new IllegalStateException("no channel for " + session);
    }
    return channel;
  }

  private void markDirty(ClientChannel channel) {
    if (!channel.dirty) {
      channel.dirty = true;
      dirty.add(channel);
    }
  }

  private void leaveAudience(ClientChannel channel) {
    if (channel.joinedIndex >= 0) {
      audience(channel.session).remove(channel);
    }
  }

  private Audience audience(Session session) {
    return session.dialect() == Dialect.NATIVE ? nativeAudience : classicAudience;
  }

  /**
   * Those of one dialect who have joined, and what they are all sent. What a flush tees is a run of
   * the stream:
   *
   * <pre>
   *   stream   0 ........ runFrom ============ runEnd ........ position()
   *                       ^ whose pipe had no room for any of it stays here: the run is kept in
   *                         the tee pipe, and linked when there is room
   * </pre>
   */
  private final class Audience {
    private final EveryoneStream stream = new EveryoneStream(everyonePool);
    private final @Nullable TeePipe tee;
    private final List<ClientChannel> members = new ArrayList<>();
    private long flushed;

    /** What the tee pipe holds; nothing if the two are equal. */
    private long runFrom;

    private long runEnd;

    Audience(@Nullable TeePipe tee) {
      this.tee = tee;
    }

    void add(ClientChannel channel) {
      channel.joinedIndex = members.size();
      channel.cursor = stream.position();
      members.add(channel);
    }

    void remove(ClientChannel channel) {
      ClientChannel last = members.remove(members.size() - 1);
      if (last != channel) {
        members.set(channel.joinedIndex, last);
        last.joinedIndex = channel.joinedIndex;
      }
      channel.joinedIndex = -1;
    }

    EveryoneStream streamWithRoom(int octets) {
      if (!stream.hasRoom(octets)) {
        giveAll();
        stream.rewind();
      }
      return stream;
    }

    void giveAll() {
      for (int i = 0; i < members.size(); i++) {
        stream.giveTo(members.get(i));
      }
    }

    void flushMembers() {
      long from = flushed;
      flushed = stream.position();
      if (from == flushed) {
        return;
      }
      TeePipe loaded = loadedTee(from);
      for (int i = 0; i < members.size(); i++) {
        ClientChannel member = members.get(i);
        if (loaded != null && member.cursor == from && member.queue.isEmpty()) {
          teeTo(member, loaded);
        } else {
          stream.giveTo(member);
          flush(member);
        }
      }
    }

    /**
     * Tees the run to a member who was owed it; false if it owes something else, which is in its
     * queue.
     */
    boolean teeRest(ClientChannel member) {
      boolean owesRun = runFrom < runEnd && member.cursor == runFrom && member.queue.isEmpty();
      if (tee == null || !owesRun) {
        return false;
      }
      teeTo(member, tee);
      return true;
    }

    /** The pipe with all that came behind a position, if it is worth it. */
    private @Nullable TeePipe loadedTee(long from) {
      unload();
      TeePipe pipe = tee;
      boolean pays = members.size() >= TEE_RECIPIENTS && stream.position() - from >= TEE_OCTETS;
      if (pipe == null || !pays || !stream.loadInto(pipe, from)) {
        return null;
      }
      runFrom = from;
      runEnd = stream.position();
      return pipe;
    }

    private void unload() {
      if (tee != null && runFrom < runEnd) {
        tee.drain();
        runFrom = runEnd;
      }
    }

    private void teeTo(ClientChannel member, TeePipe loaded) {
      int taken = loaded.teeTo(member.descriptor);
      if (taken < 0) {
        member.cursor = runEnd; // the dead are owed nothing, and the memory may start over
        onGone(member);
        return;
      }
      if (taken == runEnd - runFrom) {
        member.cursor = runEnd;
        owed.clear(member.slot);
        laggards.remove(member);
        return;
      }
      if (taken > 0) {
        stream.giveTo(member);
        member.queue.advance(taken);
      }
      laggards.add(member);
      onBacklog(member);
    }

    /** To be called when nobody is behind. */
    void reuse() {
      unload();
      if (flushed == stream.position() && !stream.isHeld()) {
        stream.rewind();
      }
    }

    void close() {
      if (tee != null) {
        tee.close();
      }
      stream.close();
    }
  }
}
