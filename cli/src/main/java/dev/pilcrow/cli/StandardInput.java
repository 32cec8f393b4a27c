package dev.pilcrow.cli;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.Registration;
import dev.pilcrow.fifo.SystemCallException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a descriptor into a {@link LineBuffer} when it is ready, be it a terminal, a pipe, a file
 * or {@code /dev/null}. The descriptor is inherited: it is never made non-blocking, since others
 * share it, and never closed.
 */
final class StandardInput {
  /** What is read at once. */
  static final int READ_OCTETS = 1 << 16;

  private final Kernel kernel;
  private final EventLoop loop;
  private final int descriptor;
  private final LineBuffer lines;
  private @Nullable Registration registration;
  private boolean ended;
  private int errno;

  StandardInput(Kernel kernel, EventLoop loop, int descriptor, LineBuffer lines) {
    this.kernel = kernel;
    this.loop = loop;
    this.descriptor = descriptor;
    this.lines = lines;
  }

  /** Says whether it is to be read: only while no line is left to be taken. */
  void want(boolean wanted) throws SystemCallException {
    if (ended) {
      return;
    }
    if (registration == null) {
      if (wanted) {
        registration = loop.register(descriptor, Poller.READ, ready -> read());
      }
    } else if (wanted) {
      registration.interest(Poller.READ);
    } else {
      registration.suspend();
    }
  }

  /** What went wrong with reading, which has ended by it; 0 if nothing has. */
  int errno() {
    return errno;
  }

  private void read() {
    int result = kernel.read(descriptor, lines.buffer(), lines.fillFrom(), READ_OCTETS);
    if (result > 0) {
      lines.filled(result);
    } else if (result != -Errno.EAGAIN && result != -Errno.EINTR) {
      errno = -result;
      end();
    }
  }

  private void end() {
    ended = true;
    lines.end();
    if (registration != null) {
      registration.cancel();
      registration = null;
    }
  }
}
