package dev.pilcrow.fifo;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Native memory for the arguments of one system call at a time, one for each thread.
 *
 * <pre>
 *   0                          4096      4352
 *   | path, UTF-8, ends with 0 | structs |
 * </pre>
 */
final class Scratch {
  /** With its final 0; the kernel takes no longer path. */
  private static final int PATH_MAX = 4096;

  private static final int STRUCT_LENGTH = 256;
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private final NativeBuffer memory = NativeBuffer.allocate(PATH_MAX + STRUCT_LENGTH);
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final ByteBuffer path = memory.bytes().slice(0, PATH_MAX - 1);

  private Scratch() {}

  /** The calling thread's own. */
  static Scratch get() {
    return OF_THREAD.get();
  }

  /**
   * Writes a path for {@link #pathAddress}.
   *
   * @return 0, −{@code EINVAL} if it cannot be a path, −{@code ENAMETOOLONG}
   */
  int setPath(String text) {
    if (text.indexOf('\0') >= 0) {
      return -Errno.EINVAL;
    }
    path.clear();
    var result = encoder.reset().encode(CharBuffer.wrap(text), path, true);
    if (result.isOverflow()) {
      return -Errno.ENAMETOOLONG;
    }
    if (result.isError()) {
      return -Errno.EINVAL;
    }
    memory.bytes().put(path.position(), (byte) 0);
    return 0;
  }

  /** Where the path lies. */
  long pathAddress() {
    return memory.address();
  }

  /** Where a struct of up to 256 octets may lie. */
  long structAddress() {
    return memory.address() + PATH_MAX;
  }

  short getShort(int offset) {
    return memory.bytes().getShort(PATH_MAX + offset);
  }

  int getInt(int offset) {
    return memory.bytes().getInt(PATH_MAX + offset);
  }

  long getLong(int offset) {
    return memory.bytes().getLong(PATH_MAX + offset);
  }

  void putInt(int offset, int value) {
    memory.bytes().putInt(PATH_MAX + offset, value);
  }

  void putLong(int offset, long value) {
    memory.bytes().putLong(PATH_MAX + offset, value);
  }
}
