package dev.pilcrow.fifo;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.Selector;
import jnr.constants.platform.Fcntl;
import jnr.enxio.channels.NativeFileSelectorProvider;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * Opens jnr-enxio's selector over poll(2), on every system (its other provider has kqueue on BSD,
 * which tells nothing of a descriptor without interest), and keeps its own pipe from child
 * processes.
 */
final class EnxioSelector {
  private static final String PIPE_FIELD = "pipefd";
  private static final int FD_CLOEXEC = 1;

  private EnxioSelector() {}

  static Selector open() throws SystemCallException {
    try {
      Selector selector = NativeFileSelectorProvider.getInstance().openSelector();
      Field field = selector.getClass().getDeclaredField(PIPE_FIELD);
      field.setAccessible(true);
      int[] pipe = (int[]) field.get(selector);
      if (pipe[0] < 0) { // the selector does not look at what pipe(2) answers
        selector.close();
        throw new SystemCallException("pipe", "poller", Errno.EMFILE);
      }
      POSIX posix = POSIXFactory.getNativePOSIX();
      for (int fd : pipe) {
        posix.fcntlInt(fd, Fcntl.F_SETFD, FD_CLOEXEC);
      }
      return selector;
    } catch (SystemCallException e) {
      throw e;
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("not the jnr-enxio that this was written for", e);
    }
  }
}
