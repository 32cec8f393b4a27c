package dev.pilcrow.fifo;

import static com.kenai.jffi.Type.POINTER;
import static com.kenai.jffi.Type.SINT32;

/**
 * Where fstat(2) and fstatat(2) put things on systems other than Linux. From the systems' headers;
 * not tested on them.
 */
enum StatLayout {
  /** {@code struct stat} with 64-bit inode numbers, {@code <sys/stat.h>} of macOS. */
  DARWIN(0x20) {
    @Override
    void decode(Scratch from, FileStatus out) {
      out.set(
          from.getInt(0),
          from.getLong(8),
          Short.toUnsignedInt(from.getShort(4)),
          from.getInt(16),
          Short.toUnsignedInt(from.getShort(6)),
          from.getLong(96));
    }
  },
  /** {@code struct stat} since FreeBSD 12, {@code <sys/stat.h>}. */
  FREEBSD(0x200) {
    @Override
    void decode(Scratch from, FileStatus out) {
      out.set(
          from.getLong(0),
          from.getLong(8),
          Short.toUnsignedInt(from.getShort(24)),
          from.getInt(28),
          from.getLong(16),
          from.getLong(112));
    }
  };

  /** Intel Macs keep the 32-bit inode version under the plain name. */
  private static final String SUFFIX = Platform.IS_DARWIN && Platform.IS_X86_64 ? "$INODE64" : "";

  private static final NativeCall FSTAT =
      NativeCall.bind("fstat" + SUFFIX, SINT32, SINT32, POINTER);
  private static final NativeCall FSTATAT =
      NativeCall.bind("fstatat" + SUFFIX, SINT32, SINT32, POINTER, POINTER, SINT32);

  private final int noFollow;

  StatLayout(int noFollow) {
    this.noFollow = noFollow;
  }

  /** Of the path in {@code scratch}, not followed at its end. */
  static int ofName(int dirFd, Scratch scratch, FileStatus out) {
    StatLayout layout = here();
    int result =
        FSTATAT.call(dirFd, scratch.pathAddress(), scratch.structAddress(), layout.noFollow);
    return layout.finish(result, scratch, out);
  }

  static int ofDescriptor(int fd, Scratch scratch, FileStatus out) {
    StatLayout layout = here();
    return layout.finish(FSTAT.call(fd, scratch.structAddress()), scratch, out);
  }

  abstract void decode(Scratch from, FileStatus out);

  private int finish(int result, Scratch scratch, FileStatus out) {
    if (result >= 0) {
      decode(scratch, out);
    }
    return result;
  }

  private static StatLayout here() {
    if (Platform.IS_DARWIN) {
      return DARWIN;
    }
    if (Platform.IS_FREEBSD) {
      return FREEBSD;
    }
    throw new UnsupportedOperationException("the layout of this system's struct stat is not known");
  }
}
