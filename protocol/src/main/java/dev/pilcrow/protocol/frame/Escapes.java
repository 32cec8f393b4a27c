package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;

/**
 * What stands in a payload for octets that cannot stand there themselves.
 *
 * <pre>
 *   escaped   raw
 *   \n        LF
 *   \\        \
 *   \-        nothing (an empty message is this, for an empty payload says goodbye)
 *   \ and any other octet, or \ as the last octet: kept as it stands
 * </pre>
 *
 * <p>Each payload is unescaped by itself, also when it is one part of a message.
 */
public final class Escapes {

  private static final byte NEWLINE = 'n';
  private static final byte NOTHING = '-';

  private Escapes() {}

  /** How many octets {@link #escape} makes of the slice. */
  public static int escapedLength(ByteBuffer src, int from, int to) {
    int length = to - from;
    for (int at = indexOfSpecial(src, from, to); at < to; at = indexOfSpecial(src, at + 1, to)) {
      length++;
    }
    return length;
  }

  /**
   * Escapes {@code [from, to)} of {@code src}; an empty slice gives nothing.
   *
   * @param at index in {@code dst} to write to; the buffers must not overlap
   * @return index behind what was written
   * @throws IndexOutOfBoundsException if it does not fit before the limit of {@code dst}; a
   *     beginning may be written then
   */
  public static int escape(ByteBuffer src, int from, int to, ByteBuffer dst, int at) {
    int start = from;
    int end = at;
    while (start < to) {
      int special = indexOfSpecial(src, start, to);
      dst.put(end, src, start, special - start);
      end += special - start;
      if (special < to) {
        end = putEscape(src.get(special), dst, end);
      }
      start = special + 1;
    }
    return end;
  }

  /** All octets of {@code raw}, escaped. */
  public static byte[] escape(byte[] raw) {
    ByteBuffer src = ByteBuffer.wrap(raw);
    byte[] escaped = new byte[escapedLength(src, 0, raw.length)];
    escape(src, 0, raw.length, ByteBuffer.wrap(escaped), 0);
    return escaped;
  }

  /** How many octets {@link #unescape} makes of the slice, at most its own length. */
  public static int unescapedLength(ByteBuffer src, int from, int to) {
    int length = to - from;
    int at = indexOfBackslash(src, from, to);
    while (at < to) {
      int taken = lengthOfEscape(src, at, to);
      length -= taken - lengthOfMeaning(src, at, taken);
      at = indexOfBackslash(src, at + taken, to);
    }
    return length;
  }

  /**
   * Unescapes {@code [from, to)} of {@code src}; never makes more octets than it reads.
   *
   * @param at index in {@code dst} to write to; may be the same buffer if {@code at <= from}
   * @return index behind what was written
   * @throws IndexOutOfBoundsException if it does not fit before the limit of {@code dst}; a
   *     beginning may be written then
   */
  public static int unescape(ByteBuffer src, int from, int to, ByteBuffer dst, int at) {
    int start = from;
    int end = at;
    while (start < to) {
      int backslash = indexOfBackslash(src, start, to);
      dst.put(end, src, start, backslash - start);
      end += backslash - start;
      start = backslash;
      if (backslash < to) {
        int taken = lengthOfEscape(src, backslash, to);
        if (lengthOfMeaning(src, backslash, taken) == 1) {
          dst.put(end++, meaning(src, backslash, taken));
        }
        start += taken;
      }
    }
    return end;
  }

  /** All octets of {@code escaped}, unescaped. */
  public static byte[] unescape(byte[] escaped) {
    ByteBuffer src = ByteBuffer.wrap(escaped);
    byte[] raw = new byte[unescapedLength(src, 0, escaped.length)];
    unescape(src, 0, escaped.length, ByteBuffer.wrap(raw), 0);
    return raw;
  }

  /** Index of the first octet that must be escaped, or {@code to}. */
  static int indexOfSpecial(ByteBuffer src, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = Octets.word(src, at);
      long marks =
          Octets.zeroOctets(word ^ Octets.repeat(Wire.LF))
              | Octets.zeroOctets(word ^ Octets.repeat(Wire.BACKSLASH));
      if (marks != 0) {
        return at + Octets.firstOctet(marks);
      }
    }
    while (at < to && !isSpecial(src.get(at))) {
      at++;
    }
    return at;
  }

  static boolean isSpecial(byte octet) {
    return octet == Wire.LF || octet == Wire.BACKSLASH;
  }

  /** Writes the escape of a special octet; returns the index behind it. */
  static int putEscape(byte special, ByteBuffer dst, int at) {
    dst.put(at, Wire.BACKSLASH);
    dst.put(at + 1, special == Wire.LF ? NEWLINE : Wire.BACKSLASH);
    return at + 2;
  }

  /** Writes the payload of an empty message; returns the index behind it. */
  static int putNothing(ByteBuffer dst, int at) {
    dst.put(at, Wire.BACKSLASH);
    dst.put(at + 1, NOTHING);
    return at + 2;
  }

  private static int indexOfBackslash(ByteBuffer src, int from, int to) {
    int at = Octets.indexOf(Wire.BACKSLASH, src, from, to);
    return at < 0 ? to : at;
  }

  /** 2 for a known escape; 1 for a backslash that is kept, whatever follows being no backslash. */
  private static int lengthOfEscape(ByteBuffer src, int backslash, int to) {
    if (backslash + 1 == to) {
      return 1;
    }
    byte next = src.get(backslash + 1);
    return next == NEWLINE || next == NOTHING || next == Wire.BACKSLASH ? 2 : 1;
  }

  private static int lengthOfMeaning(ByteBuffer src, int backslash, int taken) {
    return taken == 2 && src.get(backslash + 1) == NOTHING ? 0 : 1;
  }

  private static byte meaning(ByteBuffer src, int backslash, int taken) {
    return taken == 2 && src.get(backslash + 1) == NEWLINE ? Wire.LF : Wire.BACKSLASH;
  }
}
