package dev.pilcrow.fifo;

import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;

import org.jspecify.annotations.Nullable;

/**
 * Gives the same octets to many pipes without copying them for each: they are written once into a
 * pipe of its own, whose pages tee(2) links into the others.
 *
 * <pre>
 *   load()            teeTo() each               drain()
 *   octets ==copy==> [ own pipe ] --link--> recipient
 *                                 --link--> recipient          own pipe is empty again
 * </pre>
 *
 * <p>Each page that is linked takes a slot of the recipient's pipe, however little it holds, and
 * later writes do not fill it up. So it pays for many recipients and for octets by the pages;
 * {@link #drain} before the next load. For one thread. Linux only.
 */
public final class TeePipe implements AutoCloseable {
  /** The room of its own pipe: what an unprivileged user may ask for at most, by default. */
  public static final int CAPACITY = 1 << 20;

  private final Kernel kernel;
  private final int readEnd;
  private final int writeEnd;
  private final int nowhere;
  private final int capacity;
  private int loaded;

  private TeePipe(Kernel kernel, int readEnd, int writeEnd, int nowhere, int capacity) {
    this.kernel = kernel;
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
    this.nowhere = nowhere;
    this.capacity = capacity;
  }

  /**
   * Makes one, as large as the system lets it be. To be called before the user's other pipes have
   * used up what pipe-user-pages-soft allows.
   *
   * @return null if the system refuses: whoever uses it can do without
   */
  public static @Nullable TeePipe open(Kernel kernel) {
    int[] two = new int[2];
    if (kernel.pipe(two, O_NONBLOCK) < 0) {
      return null;
    }
    int nowhere = kernel.openAt(Kernel.AT_FDCWD, "/dev/null", O_WRONLY);
    int asked = kernel.setPipeCapacity(two[1], CAPACITY);
    int capacity = asked > 0 ? asked : kernel.pipeCapacity(two[1]);
    if (nowhere < 0 || capacity <= 0) {
      kernel.close(two[0]);
      kernel.close(two[1]);
      if (nowhere >= 0) {
        kernel.close(nowhere);
      }
      return null;
    }
    return new TeePipe(kernel, two[0], two[1], nowhere, capacity);
  }

  /** How many octets {@link #load} takes at most. */
  public int capacity() {
    return capacity;
  }

  /**
   * Takes the octets that are to be given. All or nothing.
   *
   * @return whether they were taken
   */
  public boolean load(NativeBuffer from, int offset, int length) {
    if (loaded > 0) {
      throw new IllegalStateException("not drained");
    }
    if (length > capacity) {
      return false;
    }
    while (loaded < length) {
      int result = kernel.write(writeEnd, from, offset + loaded, length - loaded);
      if (result < 0 && result != -Errno.EINTR) {
        drain();
        return false;
      }
      loaded += Math.max(result, 0);
    }
    return true;
  }

  /**
   * Links all that was loaded into another pipe, as far as its free slots go.
   *
   * @param fd a pipe's write end
   * @return the octets linked, 0 if the pipe takes none now; or −errno, {@code EPIPE} if it has no
   *     reader
   */
  public int teeTo(int fd) {
    int result;
    do {
      result = kernel.tee(readEnd, fd, loaded);
    } while (result == -Errno.EINTR);
    return result == -Errno.EAGAIN ? 0 : result;
  }

  /** Forgets what was loaded. Pipes that it was linked into keep it. */
  public void drain() {
    while (loaded > 0) {
      int result = kernel.splice(readEnd, nowhere, loaded);
      if (result <= 0 && result != -Errno.EINTR) {
        throw new IllegalStateException(
            "an internal pipe cannot be drained: " + Errno.name(-result));
      }
      loaded -= Math.max(result, 0);
    }
  }

  @Override
  public void close() {
    kernel.close(readEnd);
    kernel.close(writeEnd);
    kernel.close(nowhere);
  }
}
