package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.frame.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a classic server is still to be told, cut into what goes into one frame.
 *
 * <pre>
 *   /tmp/pilcrow-0123456789abcdef/alice ¶ text …
 *   at most 1,000 octets, and no character cut in two: the lab's servers decode each read by itself
 * </pre>
 */
final class ClassicText {
  private final ArrayDeque<byte[]> texts = new ArrayDeque<>();

  /** How much of the first text has been taken. */
  private int taken;

  private int octets;

  /** Why a text cannot be said in frames, as a sentence for a person; null if it can. */
  static @Nullable String objection(byte[] text) {
    if (text.length == 0) {
      return "an empty text would say goodbye";
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      return "a text that is not UTF-8 cannot be said to a classic server";
    }
    return Octets.indexOfPilcrow(ByteBuffer.wrap(text), 0, text.length) < 0
        ? null
        : "a text with a pilcrow (¶) cannot be said to a classic server: there it ends the address";
  }

  /** How many octets wait. */
  int octets() {
    return octets;
  }

  /** Takes a text of at least one octet; it is kept. */
  void add(byte[] text) {
    texts.addLast(text);
    octets += text.length;
  }

  /**
   * Takes from the first text that waits as much as fits, whole characters.
   *
   * @param most at least the longest character's length
   * @return null if nothing waits
   */
  byte @Nullable [] poll(int most) {
    byte[] text = texts.peekFirst();
    if (text == null) {
      return null;
    }
    int to = Math.min(text.length, taken + most);
    while (to < text.length && (text[to] & 0xC0) == 0x80) {
      to--;
    }
    return take(text, to);
  }

  /** As {@link #poll}, whatever the octets. */
  byte @Nullable [] pollOctets(int most) {
    byte[] text = texts.peekFirst();
    return text == null ? null : take(text, Math.min(text.length, taken + most));
  }

  void clear() {
    texts.clear();
    taken = 0;
    octets = 0;
  }

  private byte[] take(byte[] text, int to) {
    byte[] piece = Arrays.copyOfRange(text, taken, to);
    octets -= piece.length;
    taken = to;
    if (taken == text.length) {
      texts.removeFirst();
      taken = 0;
    }
    return piece;
  }
}
