package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.FileStatus;
import java.nio.charset.StandardCharsets;

/** A symbolic link: a path. */
final class SymbolicLink extends Inode {
  final String target;

  SymbolicLink(long device, long number, int owner, String target) {
    super(device, number, FileStatus.TYPE_SYMBOLIC_LINK | 0777, owner);
    this.target = target;
  }

  @Override
  long size() {
    return target.getBytes(StandardCharsets.UTF_8).length;
  }
}
