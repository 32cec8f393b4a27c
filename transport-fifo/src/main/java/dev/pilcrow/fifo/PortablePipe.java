package dev.pilcrow.fifo;

import jnr.constants.platform.Fcntl;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * pipe(2) for systems without pipe2(2), by jnr-posix. Between the calls another thread's fork might
 * inherit the descriptors, which cannot be helped there.
 */
final class PortablePipe {
  private static final int FD_CLOEXEC = 1;

  private PortablePipe() {}

  /** As {@link Kernel#pipe}. */
  static int open(int[] two, int flags) {
    POSIX posix = POSIXFactory.getNativePOSIX();
    if (posix.pipe(two) < 0) {
      return -Platform.errno(posix.errno());
    }
    for (int fd : two) {
      if (posix.fcntlInt(fd, Fcntl.F_SETFD, FD_CLOEXEC) < 0
          || ((flags & OpenFlags.O_NONBLOCK) != 0
              && posix.fcntlInt(
                      fd, Fcntl.F_SETFL, Platform.Translation.openFlags(OpenFlags.O_NONBLOCK))
                  < 0)) {
        int errno = posix.errno();
        posix.close(two[0]);
        posix.close(two[1]);
        return -Platform.errno(errno);
      }
    }
    return 0;
  }
}
