package dev.pilcrow.fifo.client;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.protocol.frame.FrameDecoder;
import dev.pilcrow.protocol.frame.FrameHandler;
import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.MessageAssembler;
import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of what a client's own FIFO holds.
 *
 * <p>This FIFO has one writer, whose writes may end in the middle of a frame: an unterminated tail
 * is kept in front of what is read next.
 *
 * <pre>
 *   [ tail, less than a frame | read: up to readOctets           ]
 *   0                         tail                               tail + readOctets
 * </pre>
 */
final class Inbound implements FrameHandler {
  private static final byte[] HUB = Names.octets(Wire.HUB);

  private final Kernel kernel;
  private final Handler handler;
  private final ClientCounters counters;
  private final NativeBuffer buffer;
  private final int readOctets;
  private final FrameDecoder decoder = new FrameDecoder();
  private final MessageAssembler assembler;

  /** What the hub itself says is not bounded by what the owner wants of others. */
  private final MessageAssembler answers =
      new MessageAssembler(1, MessageAssembler.MAX_MESSAGE_OCTETS);

  private int tail;

  /** What is done with what has come. */
  interface Handler {
    void onMessage(String sender, @Nullable String recipient, byte[] message);

    void onJoined(String name);

    void onLeft(String name);

    /** The hub itself has said something. */
    void onHub(String text);
  }

  Inbound(Kernel kernel, ClientLimits limits, Handler handler) {
    this.kernel = kernel;
    this.handler = handler;
    this.readOctets = limits.readOctets();
    this.buffer = NativeBuffer.allocate(Wire.MAX_FRAME + readOctets);
    this.assembler = new MessageAssembler(limits.maxOpenMessages(), limits.maxMessageOctets());
    this.counters = new ClientCounters(assembler);
  }

  /**
   * Reads once and hands on all frames that are complete with it.
   *
   * @return the octets read, 0 at the end, or −errno
   */
  int readOnce(int fifo) {
    int result;
    do {
      result = kernel.read(fifo, buffer, tail, readOctets);
    } while (result == -Errno.EINTR);
    if (result > 0) {
      int to = tail + result;
      int from = decoder.decode(buffer.bytes(), 0, to, this);
      tail = to - from;
      buffer.bytes().put(0, buffer.bytes(), from, tail);
    }
    return result;
  }

  /** The writer has gone, what it left unfinished will never be complete. */
  void onEnd() {
    decoder.drained(buffer.bytes(), 0, tail, this);
    tail = 0;
    discardOpenMessages();
  }

  /** Frames are missing, or nobody will finish what is open. */
  void discardOpenMessages() {
    assembler.discardAll();
    answers.discardAll();
  }

  /** What is counted, live. */
  ClientCounters counters() {
    return counters;
  }

  @Override
  public void onData(IncomingFrame frame) {
    boolean isHub = isHub(frame);
    byte[] message = (isHub ? answers : assembler).onData(frame);
    if (message == null) {
      return;
    }
    if (isHub) {
      handler.onHub(Octets.utf8(ByteBuffer.wrap(message), 0, message.length));
    } else {
      counters.messagesReceived++;
      handler.onMessage(frame.origin(), frame.recipient(), message);
    }
  }

  @Override
  public void onRegistration(IncomingFrame frame) {
    handler.onJoined(frame.origin());
  }

  @Override
  public void onDisconnect(IncomingFrame frame) {
    String name = frame.origin();
    assembler.discard(name);
    handler.onLeft(name);
  }

  @Override
  public void onViolation(Violation violation, ByteBuffer in, int offset, int length) {
    counters.violations++;
  }

  private static boolean isHub(IncomingFrame frame) {
    return Octets.equal(frame.buffer(), frame.originOffset(), frame.originEnd(), HUB);
  }
}
