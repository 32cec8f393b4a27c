package dev.pilcrow.fifo;

import java.util.Locale;

/**
 * Where this machine counts otherwise than {@link OpenFlags} and {@link Errno}. On Linux with
 * x86-64 nothing is translated, and jnr-constants not even loaded.
 */
final class Platform {
  /** Whether the kernel is Linux. */
  static final boolean IS_LINUX = osName().startsWith("linux");

  static final boolean IS_DARWIN = osName().startsWith("mac");
  static final boolean IS_FREEBSD = osName().startsWith("freebsd");
  static final boolean IS_X86_64 = isX8664(System.getProperty("os.arch", ""));
  private static final boolean IS_AARCH64 = System.getProperty("os.arch", "").equals("aarch64");
  private static final boolean COUNTS_FLAGS_ALIKE = IS_LINUX && IS_X86_64;
  private static final boolean COUNTS_ERRORS_ALIKE = IS_LINUX && (IS_X86_64 || IS_AARCH64);

  private static final int DARWIN_AT_FDCWD = -2;

  private Platform() {}

  static boolean isX8664(String architecture) {
    return architecture.equals("amd64") || architecture.equals("x86_64");
  }

  /** Refuses systems on which nothing here could work. */
  static void requirePosix() {
    if (osName().startsWith("windows")) {
      throw new UnsupportedOperationException("named pipes in the file system need a POSIX system");
    }
  }

  /** A directory's descriptor, or {@link Kernel#AT_FDCWD} as this machine has it. */
  static int directory(int dirFd) {
    return dirFd == Kernel.AT_FDCWD && IS_DARWIN ? DARWIN_AT_FDCWD : dirFd;
  }

  /** Flags of {@link OpenFlags} as this machine's open(2) wants them. */
  static int openFlags(int flags) {
    return COUNTS_FLAGS_ALIKE ? flags : Translation.openFlags(flags);
  }

  /** An error number of this machine as {@link Errno} has it. */
  static int errno(int number) {
    return COUNTS_ERRORS_ALIKE ? number : Translation.errno(number);
  }

  private static String osName() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }

  /** By the constants' names. */
  static final class Translation {
    private static final int LAST_ERRNO = 133;

    private Translation() {}

    static int openFlags(int flags) {
      return (flags & (OpenFlags.O_WRONLY | OpenFlags.O_RDWR))
          | one(flags, OpenFlags.O_NONBLOCK, jnr.constants.platform.OpenFlags.O_NONBLOCK)
          | one(flags, OpenFlags.O_DIRECTORY, jnr.constants.platform.OpenFlags.O_DIRECTORY)
          | one(flags, OpenFlags.O_NOFOLLOW, jnr.constants.platform.OpenFlags.O_NOFOLLOW)
          | one(flags, OpenFlags.O_CLOEXEC, jnr.constants.platform.OpenFlags.O_CLOEXEC);
    }

    static int errno(int number) {
      String name = jnr.constants.platform.Errno.valueOf(number).name();
      if (name.equals("EWOULDBLOCK")) {
        return Errno.EAGAIN;
      }
      for (int errno = 1; errno <= LAST_ERRNO; errno++) {
        if (Errno.name(errno).equals(name)) {
          return errno;
        }
      }
      return Errno.EIO;
    }

    private static int one(int flags, int ours, jnr.constants.platform.OpenFlags theirs) {
      return (flags & ours) != 0 ? theirs.intValue() : 0;
    }
  }
}
