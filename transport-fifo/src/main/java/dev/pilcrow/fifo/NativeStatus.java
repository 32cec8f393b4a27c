package dev.pilcrow.fifo;

import static com.kenai.jffi.Type.POINTER;
import static com.kenai.jffi.Type.SINT32;
import static com.kenai.jffi.Type.UINT32;

/**
 * What the machine's kernel says about a file.
 *
 * <p>Linux is asked by statx(2), whose struct is the same on all its platforms:
 *
 * <pre>
 *   16 nlink u32 | 20 uid u32 | 28 mode u16 | 32 ino u64 | 40 size u64 | 136 dev major u32 | 140 minor u32
 * </pre>
 *
 * <p>Elsewhere fstatat(2) is asked; see {@link StatLayout}.
 */
final class NativeStatus {
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_NO_AUTOMOUNT = 0x800;
  private static final int STATX_BASIC_STATS = 0x7FF;

  private NativeStatus() {}

  /** Of the path in {@code scratch}, not followed at its end. */
  static int ofName(int dirFd, Scratch scratch, FileStatus out) {
    return Platform.IS_LINUX
        ? statx(dirFd, scratch, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, out)
        : StatLayout.ofName(dirFd, scratch, out);
  }

  static int ofDescriptor(int fd, Scratch scratch, FileStatus out) {
    if (!Platform.IS_LINUX) {
      return StatLayout.ofDescriptor(fd, scratch, out);
    }
    scratch.setPath("");
    return statx(fd, scratch, AT_EMPTY_PATH, out);
  }

  private static int statx(int dirFd, Scratch scratch, int flags, FileStatus out) {
    int result =
        Linux.STATX.call(
            dirFd, scratch.pathAddress(), flags, STATX_BASIC_STATS, scratch.structAddress());
    if (result >= 0) {
      out.set(
          (long) scratch.getInt(136) << 32 | Integer.toUnsignedLong(scratch.getInt(140)),
          scratch.getLong(32),
          Short.toUnsignedInt(scratch.getShort(28)),
          scratch.getInt(20),
          Integer.toUnsignedLong(scratch.getInt(16)),
          scratch.getLong(40));
    }
    return result;
  }

  /** Bound where it exists only. */
  private static final class Linux {
    static final NativeCall STATX =
        NativeCall.bind("statx", SINT32, SINT32, POINTER, SINT32, UINT32, POINTER);
  }
}
