package dev.pilcrow.fifo;

import static dev.pilcrow.fifo.OpenFlags.O_NOFOLLOW;
import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;
import static dev.pilcrow.fifo.OpenFlags.O_RDWR;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;

import org.jspecify.annotations.Nullable;

/**
 * Makes, opens and unlinks FIFOs without trusting their names.
 *
 * <p>A file is looked at by its name (without following a symbolic link) before it is opened, so
 * that nothing but a FIFO is ever opened, and again by its descriptor after, so that it is the one
 * that was looked at. It must belong to the effective user, have one name and, unless said
 * otherwise, give no permission to group and others. Nothing is ever created by opening it, and
 * every open is O_NONBLOCK: nobody can make the caller wait.
 *
 * <p>Names are relative to a directory's descriptor, {@link PrivateDirectory#descriptor}, or to
 * {@link Kernel#AT_FDCWD} for paths.
 */
public final class Fifo {
  private static final int MODE = 0600;
  private static final int OTHERS = 0077;
  private static final int MAKE_ATTEMPTS = 3;

  private Fifo() {}

  /**
   * Makes a FIFO (0600) that no other process has ever opened, and opens it for reading.
   *
   * <p>If the name is a FIFO which nobody reads, that one is stale, left by a process that died: it
   * is unlinked, and with it whatever octets were on their way to the dead. One that has a reader
   * is left alone. To find out it is opened for writing for a moment; a reader who has no other
   * writer then sees a writer come and go.
   *
   * @return {@link OpenOutcome#OPENED}, {@link OpenOutcome#IN_USE}, or why the name cannot be taken
   *     over
   */
  public static OpenResult makeForReading(Kernel kernel, int dirFd, String name) {
    for (int attempt = 0; attempt < MAKE_ATTEMPTS; attempt++) {
      int made = kernel.makeFifoAt(dirFd, name, MODE);
      if (made >= 0) {
        return openMade(kernel, dirFd, name);
      }
      if (made != -Errno.EEXIST) {
        return OpenResult.system(-made);
      }
      OpenResult stale = removeStale(kernel, dirFd, name);
      if (stale != null) {
        return stale;
      }
    }
    return OpenResult.of(OpenOutcome.REPLACED);
  }

  /**
   * Opens a FIFO for reading, and makes it first if there is none. One that exists is used again,
   * with what is in it; whether it is in use is the caller's to know ({@link
   * PrivateDirectory#lock}).
   *
   * @param neverEnds true opens it O_RDWR, so that it has a writer and never reaches an end; false
   *     O_RDONLY, where reading gives 0 before the first writer and after the last
   */
  public static OpenResult openOrMakeForReading(
      Kernel kernel, int dirFd, String name, boolean neverEnds) {
    int made = kernel.makeFifoAt(dirFd, name, MODE);
    if (made < 0 && made != -Errno.EEXIST) {
      return OpenResult.system(-made);
    }
    return open(kernel, dirFd, name, neverEnds ? O_RDWR : O_RDONLY, true);
  }

  /** Opens a FIFO that exists for writing; {@link OpenOutcome#NO_READER} if nobody reads it. */
  public static OpenResult openForWriting(Kernel kernel, int dirFd, String name) {
    return open(kernel, dirFd, name, O_WRONLY, true);
  }

  /**
   * As {@link #openForWriting}, but its permissions do not matter: for FIFOs made by programs that
   * leave them to the umask. With a path instead of a name, symbolic links are followed but for the
   * last part.
   */
  public static OpenResult openForWritingWhateverMode(Kernel kernel, int dirFd, String path) {
    return open(kernel, dirFd, path, O_WRONLY, false);
  }

  /** Which file has that name, without opening it; null if none has, or it cannot be told. */
  public static @Nullable FileIdentity identify(Kernel kernel, int dirFd, String name) {
    FileStatus status = new FileStatus();
    return kernel.statusAt(dirFd, name, status) < 0 ? null : status.identity();
  }

  /**
   * Unlinks a name if it is still that file's; any other file of that name is left alone.
   *
   * @return whether it was unlinked
   */
  public static boolean unlinkIfStill(
      Kernel kernel, int dirFd, String name, FileIdentity identity) {
    return identity.equals(identify(kernel, dirFd, name)) && kernel.unlinkAt(dirFd, name) >= 0;
  }

  /**
   * Opens a FIFO that was just made; if there is no descriptor left for it, it is not left behind.
   */
  private static OpenResult openMade(Kernel kernel, int dirFd, String name) {
    OpenResult opened = open(kernel, dirFd, name, O_RDONLY, true);
    if (opened.outcome() == OpenOutcome.SYSTEM) {
      kernel.unlinkAt(dirFd, name);
    }
    return opened;
  }

  /** Unlinks a FIFO that nobody reads. Null if the name is free now, else why it is not. */
  private static @Nullable OpenResult removeStale(Kernel kernel, int dirFd, String name) {
    OpenResult probe = open(kernel, dirFd, name, O_WRONLY, false);
    return switch (probe.outcome()) {
      case OPENED -> {
        kernel.close(probe.descriptor());
        yield OpenResult.of(OpenOutcome.IN_USE);
      }
      case NO_READER -> {
        unlinkIfStill(kernel, dirFd, name, probe.identity());
        yield null;
      }
      case MISSING, REPLACED -> null;
      default -> probe;
    };
  }

  private static OpenResult open(
      Kernel kernel, int dirFd, String name, int access, boolean checkMode) {
    FileStatus status = new FileStatus();
    int seen = kernel.statusAt(dirFd, name, status);
    if (seen < 0) {
      return failed(-seen, status);
    }
    OpenOutcome refusal = refusal(status, kernel.userId(), checkMode);
    if (refusal != null) {
      return OpenResult.of(refusal);
    }
    int descriptor = kernel.openAt(dirFd, name, access | O_NONBLOCK | O_NOFOLLOW);
    if (descriptor < 0) {
      return failed(-descriptor, status);
    }
    OpenResult checked = recheck(kernel, descriptor, access, status.identity(), checkMode);
    if (!checked.isOpen()) {
      kernel.close(descriptor);
    }
    return checked;
  }

  /** Whether what was opened is what had been looked at, and still as it should be. */
  private static OpenResult recheck(
      Kernel kernel, int descriptor, int access, FileIdentity seen, boolean checkMode) {
    FileStatus status = new FileStatus();
    int result = kernel.status(descriptor, status);
    if (result < 0) {
      return OpenResult.system(-result);
    }
    // Without a name nobody will find a FIFO to write to. Its reader has found it: the lab's client
    // may say goodbye, and unlink its FIFO, in the moment in which opening it for writing lets it
    // go on.
    boolean lost = status.links() == 0 && access != O_WRONLY;
    if (!status.identity().equals(seen) || lost) {
      return OpenResult.of(OpenOutcome.REPLACED);
    }
    OpenOutcome refusal = refusal(status, kernel.userId(), checkMode);
    return refusal != null ? OpenResult.of(refusal) : OpenResult.opened(descriptor, seen);
  }

  private static @Nullable OpenOutcome refusal(FileStatus status, int userId, boolean checkMode) {
    if (!status.isFifo()) {
      return OpenOutcome.NOT_A_FIFO;
    }
    if (status.owner() != userId) {
      return OpenOutcome.NOT_OURS;
    }
    if (status.links() > 1) {
      return OpenOutcome.LINKED;
    }
    if (checkMode && (status.permissions() & OTHERS) != 0) {
      return OpenOutcome.WRONG_MODE;
    }
    return null;
  }

  private static OpenResult failed(int errno, FileStatus seen) {
    return switch (errno) {
      case Errno.ENOENT -> OpenResult.of(OpenOutcome.MISSING);
      case Errno.ENXIO -> OpenResult.noReader(seen.identity());
      case Errno.ELOOP -> OpenResult.of(OpenOutcome.REPLACED);
      default -> OpenResult.system(errno);
    };
  }
}
