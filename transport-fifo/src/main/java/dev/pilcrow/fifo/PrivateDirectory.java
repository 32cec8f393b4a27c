package dev.pilcrow.fifo;

import static dev.pilcrow.fifo.OpenFlags.O_DIRECTORY;
import static dev.pilcrow.fifo.OpenFlags.O_NOFOLLOW;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;

import org.jspecify.annotations.Nullable;

/**
 * A directory that only this user can put files into, held open.
 *
 * <p>It is checked through its own descriptor, and all names in it are looked up from that
 * descriptor, so it stays the directory that was checked whatever happens to its path. To pass, it
 * must be a directory and no symbolic link, belong to the effective user, and not be writable by
 * group or others. That others may read it or pass through it does no harm: FIFOs have permissions
 * of their own.
 */
public final class PrivateDirectory implements AutoCloseable {
  private static final int MODE = 0700;
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final String CHOOSE_ANOTHER = "choose another directory";

  private final Kernel kernel;
  private final String path;
  private final int descriptor;
  private boolean made;
  private boolean closed;

  private PrivateDirectory(Kernel kernel, String path, int descriptor) {
    this.kernel = kernel;
    this.path = path;
    this.descriptor = descriptor;
  }

  /**
   * The directory to use when none is named.
   *
   * @param runtimeDirectory the value of {@code XDG_RUNTIME_DIR}; unset, empty or relative counts
   *     for nothing, as the XDG base directory specification has it
   * @return {@code $XDG_RUNTIME_DIR/pilcrow}, else {@code /tmp/pilcrow-UID}
   */
  public static String defaultPath(@Nullable String runtimeDirectory, int userId) {
    return runtimeDirectory != null && runtimeDirectory.startsWith("/")
        ? runtimeDirectory + "/pilcrow"
        : "/tmp/pilcrow-" + Integer.toUnsignedString(userId);
  }

  /** The same for this process: its {@code XDG_RUNTIME_DIR}, and the user it runs as. */
  public static String defaultPath(Kernel kernel) {
    return defaultPath(System.getenv("XDG_RUNTIME_DIR"), kernel.userId());
  }

  /**
   * Opens a directory that exists.
   *
   * @param path slashes at its end count for nothing; with them a symbolic link would be followed
   * @throws SystemCallException if there is none, or it cannot be opened
   * @throws UnsafeDirectoryException if it is not private
   */
  public static PrivateDirectory open(Kernel kernel, String path)
      throws SystemCallException, UnsafeDirectoryException {
    return openPlain(kernel, withoutSlashesAtEnd(path));
  }

  private static PrivateDirectory openPlain(Kernel kernel, String path)
      throws SystemCallException, UnsafeDirectoryException {
    int descriptor = kernel.openAt(Kernel.AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (descriptor == -Errno.ENOTDIR || descriptor == -Errno.ELOOP) {
      throw notADirectory(kernel, path, -descriptor);
    }
    if (descriptor == -Errno.EACCES) {
      throw new SystemCallException(
          "openat",
          path,
          Errno.EACCES,
          "run `chmod 700` on it if it is yours, or " + CHOOSE_ANOTHER);
    }
    SystemCallException.check(descriptor, "openat", path);
    PrivateDirectory directory = new PrivateDirectory(kernel, path, descriptor);
    try {
      directory.requirePrivate();
      return directory;
    } catch (SystemCallException | UnsafeDirectoryException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Opens a directory, and makes it first, with permissions 0700, if there is none. Directories
   * above it are not made.
   *
   * @throws SystemCallException if it can be neither made nor opened
   * @throws UnsafeDirectoryException if it is not private
   */
  public static PrivateDirectory openOrMake(Kernel kernel, String path)
      throws SystemCallException, UnsafeDirectoryException {
    String plain = withoutSlashesAtEnd(path);
    int made = kernel.makeDirectory(plain, MODE);
    if (made < 0 && made != -Errno.EEXIST) {
      throw cannotMake(kernel, plain, -made);
    }
    PrivateDirectory directory = openPlain(kernel, plain);
    directory.made = made >= 0;
    return directory;
  }

  /**
   * Keeps everybody else from locking the same directory, until this object is closed or the
   * process ends, however it ends.
   *
   * @return false if another has locked it
   */
  public boolean lock() throws SystemCallException {
    int result;
    do {
      result = kernel.lock(descriptor);
    } while (result == -Errno.EINTR);
    if (result == -Errno.EAGAIN) {
      return false;
    }
    SystemCallException.check(result, "flock", path);
    return true;
  }

  /** The directory's descriptor, for {@link Fifo}; open until {@link #close}. */
  public int descriptor() {
    return descriptor;
  }

  /** The path as it was given, without slashes at its end. */
  public String path() {
    return path;
  }

  /**
   * The path of a name in this directory, for messages: open it by {@link #descriptor} and name.
   */
  public String pathOf(String name) {
    return path.endsWith("/") ? path + name : path + "/" + name;
  }

  /** Removes the directory if {@link #openOrMake} has made it, and it is empty. */
  public void removeIfMade() {
    if (made) {
      made = kernel.removeDirectory(path) < 0;
    }
  }

  /** Closes the descriptor and lets go of the lock. The directory stays. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      kernel.close(descriptor);
    }
  }

  private void requirePrivate() throws SystemCallException, UnsafeDirectoryException {
    FileStatus status = new FileStatus();
    SystemCallException.check(kernel.status(descriptor, status), "fstat", path);
    if (status.owner() != kernel.userId()) {
      throw new UnsafeDirectoryException(
          path,
          "belongs to user " + Integer.toUnsignedString(status.owner()) + ", not to you",
          CHOOSE_ANOTHER);
    }
    if ((status.permissions() & WRITABLE_BY_OTHERS) != 0) {
      throw new UnsafeDirectoryException(
          path,
          String.format("can be written by others (mode %04o)", status.permissions()),
          "run `chmod 700` on it or " + CHOOSE_ANOTHER);
    }
  }

  private static UnsafeDirectoryException notADirectory(Kernel kernel, String path, int errno)
      throws SystemCallException {
    FileStatus status = new FileStatus();
    if (kernel.statusAt(Kernel.AT_FDCWD, path, status) < 0) {
      throw new SystemCallException("openat", path, errno);
    }
    return status.isSymbolicLink()
        ? new UnsafeDirectoryException(path, "is a symbolic link", "name what it leads to instead")
        : new UnsafeDirectoryException(path, "is not a directory", CHOOSE_ANOTHER);
  }

  /** Says which of the directories above it is the first that is missing. */
  private static SystemCallException cannotMake(Kernel kernel, String path, int errno) {
    if (errno != Errno.ENOENT) {
      return new SystemCallException("mkdir", path, errno, CHOOSE_ANOTHER);
    }
    String missing = path;
    FileStatus status = new FileStatus();
    for (String above = above(path);
        !above.isEmpty() && kernel.statusAt(Kernel.AT_FDCWD, above, status) < 0;
        above = above(above)) {
      missing = above;
    }
    return new SystemCallException(
        "mkdir", path, errno, missing + " is missing: make it or " + CHOOSE_ANOTHER);
  }

  /** The path of the directory above; empty if the path names none. */
  private static String above(String path) {
    return withoutSlashesAtEnd(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
  }

  private static String withoutSlashesAtEnd(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
