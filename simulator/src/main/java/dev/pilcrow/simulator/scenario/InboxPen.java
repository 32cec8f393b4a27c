package dev.pilcrow.simulator.scenario;

import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.protocol.frame.Wire;

/** Opens the inbox, writes once, closes it, as {@code printf >>DIR/hub} does. */
final class InboxPen {
  private static final int MOST_OCTETS = 1 << 17;

  private final String inbox;
  private final NativeBuffer buffer = NativeBuffer.allocate(MOST_OCTETS);

  InboxPen(String directory) {
    this.inbox = directory + '/' + Wire.HUB;
  }

  /** Writes; what goes wrong stands in the log. */
  void write(ScenarioProcess process, Log log, byte[] octets) {
    int fd = process.openAt(Kernel.AT_FDCWD, inbox, O_WRONLY | O_NONBLOCK);
    if (fd < 0) {
      log.got("no inbox: " + Errno.name(-fd));
      return;
    }
    buffer.bytes().put(0, octets);
    int result = process.write(fd, buffer, 0, octets.length);
    if (result != octets.length) {
      log.got(
          result < 0
              ? "not written: " + Errno.name(-result)
              : "written: " + result + " of " + octets.length);
    }
    process.close(fd);
  }
}
