package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Octets {@code [from, to)} of a buffer: search, equality, hash, copies. Eight at a time where it
 * pays; never an octet outside the slice. The order of the buffer does not matter, nor do its
 * position and mark.
 */
public final class Octets {

  private static final VarHandle BUFFER_WORDS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle ARRAY_WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private Octets() {}

  /** Index of the first LF, or −1. */
  public static int indexOfLf(ByteBuffer in, int from, int to) {
    return indexOf(Wire.LF, in, from, to);
  }

  /** Index of the first octet of the first {@code ¶} that lies wholly in the slice, or −1. */
  public static int indexOfPilcrow(ByteBuffer in, int from, int to) {
    int last = to - 1;
    int at = indexOf(Wire.PILCROW_0, in, from, last);
    while (at >= 0 && in.get(at + 1) != Wire.PILCROW_1) {
      at = indexOf(Wire.PILCROW_0, in, at + 1, last);
    }
    return at;
  }

  /** Whether a {@code ¶} begins at {@code at} and lies wholly before {@code to}. */
  public static boolean isPilcrow(ByteBuffer in, int at, int to) {
    return to - at >= 2 && in.get(at) == Wire.PILCROW_0 && in.get(at + 1) == Wire.PILCROW_1;
  }

  /** Index of the first {@code octet}, or −1. */
  public static int indexOf(byte octet, ByteBuffer in, int from, int to) {
    long pattern = repeat(octet);
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long matches = zeroOctets(word(in, at) ^ pattern);
      if (matches != 0) {
        return at + firstOctet(matches);
      }
    }
    for (; at < to; at++) {
      if (in.get(at) == octet) {
        return at;
      }
    }
    return -1;
  }

  /** Whether the slice holds exactly the octets of {@code expected}. */
  public static boolean equal(ByteBuffer in, int from, int to, byte[] expected) {
    int length = to - from;
    if (length != expected.length) {
      return false;
    }
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      if (word(in, from + at) != (long) ARRAY_WORDS.get(expected, at)) {
        return false;
      }
    }
    for (; at < length; at++) {
      if (in.get(from + at) != expected[at]) {
        return false;
      }
    }
    return true;
  }

  /**
   * A hash of the slice, the same as {@link #hash(byte[])} of the same octets. Not keyed: no
   * defence against floods.
   */
  public static int hash(ByteBuffer in, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = mix(hash, word(in, at));
    }
    for (; at < to; at++) {
      hash = mix(hash, in.get(at));
    }
    return (int) hash;
  }

  /** A hash of all octets. */
  public static int hash(byte[] octets) {
    long hash = octets.length;
    int at = 0;
    for (; at <= octets.length - Long.BYTES; at += Long.BYTES) {
      hash = mix(hash, (long) ARRAY_WORDS.get(octets, at));
    }
    for (; at < octets.length; at++) {
      hash = mix(hash, octets[at]);
    }
    return (int) hash;
  }

  /** A copy of the slice. */
  public static byte[] copy(ByteBuffer in, int from, int to) {
    byte[] copy = new byte[to - from];
    in.get(from, copy);
    return copy;
  }

  /** The slice as text, each octet one character of the same number; exact for names. */
  public static String ascii(ByteBuffer in, int from, int to) {
    return new String(copy(in, from, to), ISO_8859_1);
  }

  /** The slice as UTF-8 text; what is malformed becomes U+FFFD. */
  public static String utf8(ByteBuffer in, int from, int to) {
    return new String(copy(in, from, to), UTF_8);
  }

  /** Eight octets, the first one lowest. */
  static long word(ByteBuffer in, int at) {
    return (long) BUFFER_WORDS.get(in, at);
  }

  /** Eight times the same octet. */
  static long repeat(int octet) {
    return (octet & 0xFF) * LOW_BITS;
  }

  /**
   * Nonzero exactly if an octet of {@code word} is zero, and its lowest bit set is then the high
   * bit of the first such octet; behind that one there may be false marks.
   */
  static long zeroOctets(long word) {
    return (word - LOW_BITS) & ~word & HIGH_BITS;
  }

  /** Index from 0 to 7 of the first marked octet; {@code marks} are high bits and not zero. */
  static int firstOctet(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  private static long mix(long hash, long word) {
    long product = (hash ^ word) * HASH_FACTOR;
    return product ^ (product >>> 32);
  }
}
