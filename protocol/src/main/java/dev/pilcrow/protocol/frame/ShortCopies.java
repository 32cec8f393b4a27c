package dev.pilcrow.protocol.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Copies of names and small payloads, for which a bulk copy's set-up costs more than the copy: in
 * words, of which the last one overlaps the one before.
 *
 * <pre>
 *   13 octets   0 1 2 3 4 5 6 7 . . . . .
 *               . . . . . 5 6 7 8 9 a b c
 * </pre>
 */
final class ShortCopies {

  private static final VarHandle BUFFER_LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BUFFER_INTS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle ARRAY_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle ARRAY_INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Above this many octets a bulk copy is faster. */
  private static final int SHORT = 64;

  private ShortCopies() {}

  /** Copies all of {@code src}; returns the index behind it in {@code dst}. */
  static int copy(byte[] src, ByteBuffer dst, int at) {
    int length = src.length;
    if (length >= Long.BYTES) {
      int last = length - Long.BYTES;
      for (int i = 0; i < last; i += Long.BYTES) {
        BUFFER_LONGS.set(dst, at + i, (long) ARRAY_LONGS.get(src, i));
      }
      BUFFER_LONGS.set(dst, at + last, (long) ARRAY_LONGS.get(src, last));
    } else if (length >= Integer.BYTES) {
      int last = length - Integer.BYTES;
      BUFFER_INTS.set(dst, at, (int) ARRAY_INTS.get(src, 0));
      BUFFER_INTS.set(dst, at + last, (int) ARRAY_INTS.get(src, last));
    } else {
      for (int i = 0; i < length; i++) {
        dst.put(at + i, src[i]);
      }
    }
    return at + length;
  }

  /**
   * Copies {@code [from, to)} of {@code src}, which must not overlap the place in {@code dst};
   * returns the index behind it.
   */
  static int copy(ByteBuffer src, int from, int to, ByteBuffer dst, int at) {
    int length = to - from;
    if (length > SHORT) {
      dst.put(at, src, from, length);
    } else if (length >= Long.BYTES) {
      int last = length - Long.BYTES;
      for (int i = 0; i < last; i += Long.BYTES) {
        BUFFER_LONGS.set(dst, at + i, (long) BUFFER_LONGS.get(src, from + i));
      }
      BUFFER_LONGS.set(dst, at + last, (long) BUFFER_LONGS.get(src, from + last));
    } else if (length >= Integer.BYTES) {
      int last = length - Integer.BYTES;
      BUFFER_INTS.set(dst, at, (int) BUFFER_INTS.get(src, from));
      BUFFER_INTS.set(dst, at + last, (int) BUFFER_INTS.get(src, from + last));
    } else {
      for (int i = 0; i < length; i++) {
        dst.put(at + i, src.get(from + i));
      }
    }
    return at + length;
  }
}
