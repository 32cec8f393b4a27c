package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's side of messages: makes raw messages of payloads, whole or in parts.
 *
 * <p>One message may be open per sender and recipient. A whole message does not touch an open one.
 * Mistakes cost the message that they are in, and are counted:
 *
 * <pre>
 *   middle or last without a first    ignored                          strayParts
 *   first while one is open           the open one is dropped          replacedMessages
 *   more than maxMessageOctets        dropped, its rest will be stray  tooLongMessages
 *   more than maxOpenMessages         the one longest without a part   evictedMessages
 *                                     is dropped
 * </pre>
 */
public final class MessageAssembler {

  /** How many messages may be open, by default. */
  public static final int MAX_OPEN_MESSAGES = 64;

  /** How long a raw message may be, by default. */
  public static final int MAX_MESSAGE_OCTETS = 1 << 20;

  private static final boolean BY_LAST_USE = true;

  private final int maxOpenMessages;
  private final int maxMessageOctets;
  private final Map<Key, OpenMessage> open = new LinkedHashMap<>(16, 0.75f, BY_LAST_USE);
  private long strayParts;
  private long replacedMessages;
  private long tooLongMessages;
  private long evictedMessages;

  /** Whose message, and for whom. */
  private record Key(String sender, @Nullable String recipient) {}

  /** With the default bounds. */
  public MessageAssembler() {
    this(MAX_OPEN_MESSAGES, MAX_MESSAGE_OCTETS);
  }

  /**
   * With bounds of the caller's. The memory kept is at most their product.
   *
   * @param maxOpenMessages at least 1
   * @param maxMessageOctets of a raw message, at least 1
   */
  public MessageAssembler(int maxOpenMessages, int maxMessageOctets) {
    if (maxOpenMessages < 1 || maxMessageOctets < 1) {
      throw new IllegalArgumentException("bounds " + maxOpenMessages + ", " + maxMessageOctets);
    }
    this.maxOpenMessages = maxOpenMessages;
    this.maxMessageOctets = maxMessageOctets;
  }

  /** Takes a data frame; see {@link #onPart}. */
  public byte @Nullable [] onData(IncomingFrame frame) {
    if (frame.part() == Part.WHOLE) {
      return whole(frame.buffer(), frame.payloadOffset(), frame.payloadLength());
    }
    return onPart(
        frame.origin(),
        frame.recipient(),
        frame.part(),
        frame.buffer(),
        frame.payloadOffset(),
        frame.payloadLength());
  }

  /**
   * Takes one payload.
   *
   * @param recipient as in the address, null if it names none
   * @param payload holds it as escaped; borrowed until the call returns
   * @return the raw message that is complete with it, the caller's to keep; or null
   */
  public byte @Nullable [] onPart(
      String sender,
      @Nullable String recipient,
      Part part,
      ByteBuffer payload,
      int offset,
      int length) {
    return switch (part) {
      case WHOLE -> whole(payload, offset, length);
      case FIRST -> first(new Key(sender, recipient), payload, offset, length);
      case MIDDLE -> next(new Key(sender, recipient), false, payload, offset, length);
      case LAST -> next(new Key(sender, recipient), true, payload, offset, length);
    };
  }

  /**
   * Drops the open messages of a sender who has gone.
   *
   * @return how many there were
   */
  public int discard(String sender) {
    int before = open.size();
    open.keySet().removeIf(key -> key.sender().equals(sender));
    return before - open.size();
  }

  /**
   * Drops all open messages: frames are missing, or the hub has gone.
   *
   * @return how many there were
   */
  public int discardAll() {
    int before = open.size();
    open.clear();
    return before;
  }

  public int openMessages() {
    return open.size();
  }

  public long strayParts() {
    return strayParts;
  }

  public long replacedMessages() {
    return replacedMessages;
  }

  public long tooLongMessages() {
    return tooLongMessages;
  }

  public long evictedMessages() {
    return evictedMessages;
  }

  private byte @Nullable [] whole(ByteBuffer payload, int offset, int length) {
    OpenMessage message = new OpenMessage(maxMessageOctets);
    if (!message.append(payload, offset, length)) {
      tooLongMessages++;
      return null;
    }
    return message.octets();
  }

  private byte @Nullable [] first(Key key, ByteBuffer payload, int offset, int length) {
    if (open.remove(key) != null) {
      replacedMessages++;
    }
    OpenMessage message = new OpenMessage(maxMessageOctets);
    if (!message.append(payload, offset, length)) {
      tooLongMessages++;
      return null;
    }
    if (open.size() == maxOpenMessages) {
      open.remove(open.keySet().iterator().next());
      evictedMessages++;
    }
    open.put(key, message);
    return null;
  }

  private byte @Nullable [] next(
      Key key, boolean last, ByteBuffer payload, int offset, int length) {
    @Nullable OpenMessage message = open.get(key);
    if (message == null) {
      strayParts++;
      return null;
    }
    if (!message.append(payload, offset, length)) {
      open.remove(key);
      tooLongMessages++;
      return null;
    }
    if (!last) {
      return null;
    }
    open.remove(key);
    return message.octets();
  }

  /** The raw octets of a message so far. */
  private static final class OpenMessage {

    private final int maxOctets;
    private ByteBuffer octets = ByteBuffer.allocate(0);
    private int length;

    OpenMessage(int maxOctets) {
      this.maxOctets = maxOctets;
    }

    /** False, and nothing is appended, if the message would grow too long. */
    boolean append(ByteBuffer payload, int offset, int payloadLength) {
      int end = offset + payloadLength;
      int added = Escapes.unescapedLength(payload, offset, end);
      if (added > maxOctets - length) {
        return false;
      }
      reserve(length + added);
      length = Escapes.unescape(payload, offset, end, octets, length);
      return true;
    }

    byte[] octets() {
      byte[] all = octets.array();
      return all.length == length ? all : Arrays.copyOf(all, length);
    }

    /** Doubles, so that a long message is not copied for each of its parts. */
    private void reserve(int needed) {
      int capacity = octets.capacity();
      if (needed > capacity) {
        int grown = (int) Math.min(maxOctets, Math.max(needed, 2L * capacity));
        octets = ByteBuffer.wrap(Arrays.copyOf(octets.array(), grown));
      }
    }
  }
}
