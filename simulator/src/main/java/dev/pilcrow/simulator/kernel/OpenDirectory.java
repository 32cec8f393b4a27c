package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.Errno;
import java.nio.ByteBuffer;

/** A directory held open. */
final class OpenDirectory extends OpenFile {
  final Directory directory;

  OpenDirectory(Directory directory, int access, String name) {
    super(directory, access, name);
    this.directory = directory;
  }

  @Override
  int read(ByteBuffer to, int offset, int length, SimulatedProcess process) {
    return -Errno.EISDIR;
  }
}
