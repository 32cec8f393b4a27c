package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.EventHandler;
import dev.pilcrow.fifo.FileIdentity;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.RecordEnd;
import dev.pilcrow.fifo.Registration;
import dev.pilcrow.fifo.SendQueue;
import dev.pilcrow.protocol.hub.Dialect;
import dev.pilcrow.protocol.hub.Session;
import org.jspecify.annotations.Nullable;

/** The open write end of one client's FIFO, and what is still owed to it. */
final class ClientChannel implements EventHandler {
  final Session session;

  /** The session's; here, since each flush asks for it. */
  final int slot;

  final int descriptor;
  final FileIdentity identity;
  final SendQueue queue;

  /** How much of its {@link EveryoneStream} has been put into the queue; meaningful once joined. */
  long cursor;

  /**
   * Where it stands among the joined channels of its dialect; -1 if it has not joined, or is
   * finishing.
   */
  int joinedIndex = -1;

  /** Has been given something since the last flush. */
  boolean dirty;

  /** The pipe took no more: nothing is written before the poller says that it has room. */
  boolean backlogged;

  /** Where it stands among the {@link Laggards}; -1 if it is none. */
  int laggardIndex = -1;

  /** The hub waits to hear that the queue is empty. */
  boolean finishing;

  /** The hub has been told that the queue outgrew its bound, and it has not been empty since. */
  boolean overflowed;

  /**
   * So much of the queue dropping could not free when it was tried last: a frame that had begun,
   * and the gap behind it.
   */
  int keptOctets;

  /** The reader has gone; the hub knows, or will before the pass ends. */
  boolean gone;

  /**
   * How many frames the queued gap stands for; 0 if there is none, or its first octet is in the
   * pipe.
   */
  private long gapFrames;

  private long octetsAheadOfGap;

  /** What {@link PipeRoom} has granted it. */
  int enlargedOctets;

  private final ClientChannels channels;
  private @Nullable Registration registration;

  ClientChannel(
      ClientChannels channels,
      Session session,
      int descriptor,
      FileIdentity identity,
      SendQueue queue) {
    this.channels = channels;
    this.session = session;
    this.slot = session.slot();
    this.descriptor = descriptor;
    this.identity = identity;
    this.queue = queue;
  }

  /** The next frame that is queued says that so many are missing; classic clients are not told. */
  void expectGap(long frames) {
    gapFrames = session.dialect() == Dialect.NATIVE ? frames : 0;
    octetsAheadOfGap = queue.sizeOctets();
  }

  /** How many frames the queued gap tells of; 0 if none is queued that could still be dropped. */
  long gapFrames() {
    return gapFrames;
  }

  /** So much of the queue is in the pipe. */
  void onWritten(int octets) {
    octetsAheadOfGap -= octets;
    if (octetsAheadOfGap < 0) {
      gapFrames = 0;
    }
  }

  /** Drops what has not begun. A gap among it stands for all the frames that it told of. */
  long dropUnbegun(RecordEnd ends) {
    long gap = gapFrames;
    gapFrames = 0;
    long dropped = queue.dropUnbegun(ends);
    return gap > 0 ? dropped - 1 + gap : dropped;
  }

  void registeredAs(Registration made) {
    registration = made;
  }

  Registration registration() {
    Registration made = registration;
    if (made == null) {
      throw new IllegalStateException("not registered with the loop");
    }
    return made;
  }

  @Override
  public void onReady(int ready) {
    if ((ready & (Poller.ERROR | Poller.HANGUP)) != 0) {
      channels.onGone(this);
    } else if ((ready & Poller.WRITE) != 0) {
      channels.onWritable(this);
    }
  }
}
