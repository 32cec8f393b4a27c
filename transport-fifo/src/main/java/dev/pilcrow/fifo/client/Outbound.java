package dev.pilcrow.fifo.client;

import dev.pilcrow.fifo.BurstPool;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.SendQueue;
import dev.pilcrow.protocol.frame.Escapes;
import dev.pilcrow.protocol.frame.MessageSplitter;
import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Part;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a client owes to the inbox, as whole frames, bounded.
 *
 * <p>The inbox has other writers, and the kernel keeps a write together only up to PIPE_BUF. So
 * frames are gathered in bursts of that size; none lies across two of them, and each write is the
 * frames of one burst:
 *
 * <pre>
 *   burst 4,096 octets                          burst
 *   [frame][frame][frame with a part][ unused ] [frame][frame]...
 *   one write                                   one write, later frames still join it
 * </pre>
 *
 * <p>Behind the bound there is room for the goodbye, and for nothing else.
 */
final class Outbound {
  /** PIPE_BUF of Linux. */
  static final int MAX_WRITE = 4096;

  /** The recipient of commands. */
  static final byte[] HUB = Names.octets(Wire.HUB);

  private static final int GOODBYE_LENGTH = Wire.TOKEN_LENGTH + Wire.PILCROW_LENGTH + 1;
  private static final int MAX_OVERHEAD =
      Wire.TOKEN_LENGTH + 1 + Wire.MAX_NAME + 2 + Wire.PILCROW_LENGTH + 1;
  private static final int NOTHING_LENGTH = 2;
  private static final int IDLE_BURSTS = 64;
  private static final byte[] NO_TOKEN = new byte[0];

  private final Kernel kernel;
  private final int queueOctets;
  private final SendQueue queue;
  private final OutgoingFrame frame = new OutgoingFrame();
  private final MessageSplitter.PartHandler measure = this::measurePart;
  private final MessageSplitter.PartHandler enqueue = this::enqueuePart;
  private MessageSplitter splitter = new MessageSplitter();
  private int maxPayload = Wire.MAX_PAYLOAD;
  private byte[] token = NO_TOKEN;
  private byte @Nullable [] recipient;
  private long measured;
  private long refusedOctets;

  Outbound(Kernel kernel, int queueOctets) {
    this.kernel = kernel;
    this.queueOctets = queueOctets;
    this.queue = new SendQueue(queueOctets + GOODBYE_LENGTH, new BurstPool(MAX_WRITE, IDLE_BURSTS));
  }

  /** The hub's answer: who the client is from now on, and how long payloads may be. */
  void onWelcome(byte[] token, int maxPayload) {
    this.token = token;
    this.splitter = new MessageSplitter(maxPayload);
    this.maxPayload = maxPayload;
  }

  /**
   * How many octets the frames of a message are together at most, whoever gets it.
   *
   * @param maxPayload the longest payload of one frame
   */
  static long mostOctets(byte[] message, int maxPayload) {
    int escaped = Escapes.escapedLength(ByteBuffer.wrap(message), 0, message.length);
    int least = maxPayload - MessageSplitter.MIN_PAYLOAD + 1; // a cut spares a whole character
    long frames = 1L + escaped / least;
    return Math.max(escaped, NOTHING_LENGTH) + frames * MAX_OVERHEAD;
  }

  /** The longest payload of one frame. */
  int maxPayload() {
    return maxPayload;
  }

  /**
   * The octets of whom a message may be sent to, null for null.
   *
   * @throws IllegalArgumentException if none can be sent to that one
   */
  static byte @Nullable [] recipientOctets(@Nullable String recipient) {
    if (recipient == null) {
      return null;
    }
    if (!Names.isName(recipient) || recipient.equals(Wire.HUB)) {
      throw new IllegalArgumentException("no message can be sent to \"" + recipient + "\"");
    }
    return Names.octets(recipient);
  }

  /**
   * Queues a message, whole or not at all.
   *
   * @param recipient null for the mode's default
   * @return whether there is room for it
   * @throws IllegalArgumentException if there never would be
   */
  boolean offer(byte @Nullable [] recipient, ByteBuffer message, int from, int to) {
    long octets = to - from > queueOctets ? to - from : measure(recipient, message, from, to);
    if (octets > queueOctets) {
      throw new IllegalArgumentException(
          "a message of " + octets + " octets, more than the queue's " + queueOctets);
    }
    if (octets > remainingOctets()) {
      refusedOctets = octets;
      return false;
    }
    this.recipient = recipient;
    splitter.split(message, from, to, enqueue);
    return true;
  }

  /** Whether {@link #offer} would take that. */
  boolean hasRoomFor(Orders.Order order) {
    ByteBuffer message = ByteBuffer.wrap(order.message());
    return measure(order.recipient(), message, 0, message.limit()) <= remainingOctets();
  }

  /** Whether what was refused last would fit now, and nobody has been told. */
  boolean isRoomOwed() {
    return refusedOctets > 0 && refusedOctets <= remainingOctets();
  }

  void roomIsTold() {
    refusedOctets = 0;
  }

  /**
   * Queues a registration. The LF in front shakes off what another writer may have left unfinished.
   */
  void registration(String name) {
    frame.registration(Names.octets(name));
    int at = queue.reserve(1 + frame.length());
    queue.reserved().put(at, Wire.LF);
    frame.encode(queue.reserved(), at + 1);
  }

  /** Queues the goodbye; there is always room for one. */
  void goodbye() {
    add(frame.disconnect(token));
  }

  /** How many octets are queued. */
  int queuedOctets() {
    return queue.sizeOctets();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** How many octets still fit, the room for the goodbye not counted. */
  int remainingOctets() {
    return Math.max(0, queue.remainingOctets() - GOODBYE_LENGTH);
  }

  /** Writes what the inbox takes; returns the octets written, or −errno. */
  int flush(int inbox) {
    return queue.flush(kernel, inbox);
  }

  /** Drops what is queued: all of it whole frames, of which the inbox has taken nothing. */
  void clear() {
    queue.clear();
  }

  /**
   * Writes an LF, which says nothing, past the queue.
   *
   * @return whether somebody may still read the inbox
   */
  boolean knock(int inbox) {
    NativeBuffer lineFeed = NativeBuffer.allocate(1);
    lineFeed.bytes().put(0, Wire.LF);
    return kernel.write(inbox, lineFeed, 0, 1) != -Errno.EPIPE;
  }

  private long measure(byte @Nullable [] recipient, ByteBuffer message, int from, int to) {
    this.recipient = recipient;
    measured = 0;
    splitter.split(message, from, to, measure);
    return measured;
  }

  private void measurePart(Part part, ByteBuffer payload, int offset, int length) {
    measured += frame.data(token, recipient, part, payload, offset, length).length();
  }

  private void enqueuePart(Part part, ByteBuffer payload, int offset, int length) {
    add(frame.data(token, recipient, part, payload, offset, length));
  }

  private void add(OutgoingFrame whole) {
    int at = queue.reserve(whole.length());
    whole.encode(queue.reserved(), at);
  }
}
