package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;

/**
 * The sender's side of messages: makes escaped payloads of a raw message, one if it fits and else
 * several parts.
 *
 * <p>No cut falls inside an escape, and none inside a character of UTF-8 text. An empty message is
 * the payload {@code \-}. Reusable; allocates nothing per message.
 */
public final class MessageSplitter {

  /** The least room that a payload may have: any character of UTF-8, any escape. */
  public static final int MIN_PAYLOAD = 4;

  private final int maxPayload;
  private final ByteBuffer payload;
  private int filled;

  /** Splits at {@link Wire#MAX_PAYLOAD}. */
  public MessageSplitter() {
    this(Wire.MAX_PAYLOAD);
  }

  /**
   * Splits at what a hub allows.
   *
   * @param maxPayload the longest payload in octets, from {@link #MIN_PAYLOAD} to {@link
   *     Wire#MAX_PAYLOAD}
   */
  public MessageSplitter(int maxPayload) {
    if (maxPayload < MIN_PAYLOAD || maxPayload > Wire.MAX_PAYLOAD) {
      throw new IllegalArgumentException("payloads of " + maxPayload + " octets");
    }
    this.maxPayload = maxPayload;
    this.payload = ByteBuffer.allocateDirect(maxPayload);
  }

  /** Takes the payloads of one message in order. */
  public interface PartHandler {
    /**
     * One payload.
     *
     * @param payload holds it as escaped; borrowed until the call returns
     * @param length from 1 to the splitter's bound
     */
    void onPart(Part part, ByteBuffer payload, int offset, int length);
  }

  /** Splits the raw message in {@code [from, to)}; calls the handler at least once. */
  public void split(ByteBuffer message, int from, int to, PartHandler handler) {
    int at = from;
    boolean first = true;
    do {
      at = fill(message, at, to);
      handler.onPart(Part.of(first, at == to), payload, 0, filled);
      first = false;
    } while (at < to);
  }

  /** Puts as much as fits into the payload; returns the index of what is left. */
  private int fill(ByteBuffer message, int from, int to) {
    filled = from == to ? Escapes.putNothing(payload, 0) : 0;
    int at = from;
    while (at < to) {
      int bound = Math.min(to, at + maxPayload - filled);
      int special = Escapes.indexOfSpecial(message, at, bound);
      payload.put(filled, message, at, special - at);
      filled += special - at;
      at = special;
      if (special == bound || filled + 2 > maxPayload) {
        break;
      }
      filled = Escapes.putEscape(message.get(special), payload, filled);
      at++;
    }
    int split = at < to ? lengthOfSplitCharacter(message, from, at) : 0;
    filled -= split;
    return at - split;
  }

  /**
   * How many octets before the cut belong to a character that goes on behind it. They are not
   * escaped, so they are as many in the payload; and a cut before an octet that goes on with a
   * character is made in a full payload, so it stays filled.
   */
  private static int lengthOfSplitCharacter(ByteBuffer message, int from, int cut) {
    if (!continuesCharacter(message.get(cut))) {
      return 0;
    }
    int start = cut - 1;
    while (start > from && cut - start < 3 && continuesCharacter(message.get(start))) {
      start--;
    }
    return lengthOfCharacter(message.get(start)) > cut - start ? cut - start : 0;
  }

  private static boolean continuesCharacter(byte octet) {
    return (octet & 0xC0) == 0x80;
  }

  /** As its first octet tells; 1 for an octet that begins no longer character. */
  private static int lengthOfCharacter(byte first) {
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    return ones >= 2 && ones <= 4 ? ones : 1;
  }
}
