package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.PrivateDirectory;
import dev.pilcrow.fifo.SystemCallException;
import java.io.IOException;

/** The directory of one hub alone. What cannot be opened in it leaves nothing behind. */
final class HubPlace {
  private HubPlace() {}

  /** Opens a server in the directory. If it throws, it leaves nothing of its own behind. */
  interface Opening<S> {
    S open(PrivateDirectory directory) throws IOException;
  }

  /**
   * Opens or makes the directory, keeps every other hub out of it, and opens a server there.
   *
   * @param loop closed if this fails
   */
  static <S> S open(Kernel kernel, EventLoop loop, String path, Opening<S> opening)
      throws IOException {
    try {
      PrivateDirectory directory = lock(kernel, path);
      try {
        return opening.open(directory);
      } catch (IOException | RuntimeException e) {
        directory.removeIfMade();
        directory.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  private static PrivateDirectory lock(Kernel kernel, String path) throws IOException {
    PrivateDirectory directory = PrivateDirectory.openOrMake(kernel, path);
    try {
      if (directory.lock()) {
        return directory;
      }
    } catch (SystemCallException e) {
      directory.removeIfMade();
      directory.close();
      throw e;
    }
    directory.close(); // and not removed, even if it was made here: it is the other hub's now
    throw new IOException("another hub runs in " + path + ": stop it or choose another directory");
  }
}
