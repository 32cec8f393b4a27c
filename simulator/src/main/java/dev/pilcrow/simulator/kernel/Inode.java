package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * A file, whatever names and descriptors it has.
 *
 * <p>Permissions know an owner and others; each user is alone in the one group that she has.
 */
class Inode {
  static final int CAN_READ = 4;
  static final int CAN_WRITE = 2;
  static final int CAN_SEARCH = 1;

  private static final int OWNER_SHIFT = 6;
  private static final int PERMISSIONS = 07777;

  final long device;
  final long number;
  int owner;
  int links;

  /** How many open files stand for it. */
  int opens;

  private int mode;

  /** Of a FIFO that somebody has open. */
  @Nullable Pipe pipe;

  @Nullable OpenFile lockHolder;

  /**
   * @param mode kind and permissions, as {@code st_mode}
   */
  Inode(long device, long number, int mode, int owner) {
    this.device = device;
    this.number = number;
    this.mode = mode;
    this.owner = owner;
    this.links = 1;
  }

  final boolean isKind(int type) {
    return (mode & FileStatus.TYPE_MASK) == type;
  }

  final int permissions() {
    return mode & PERMISSIONS;
  }

  final void setPermissions(int permissions) {
    mode = (mode & ~PERMISSIONS) | (permissions & PERMISSIONS);
  }

  /** Whether a process has all of some permissions. */
  final boolean allows(SimulatedProcess process, int wanted) {
    int granted = process.userId() == owner ? mode >> OWNER_SHIFT : mode;
    return process.isPrivileged() || (granted & wanted) == wanted;
  }

  final void describe(FileStatus out) {
    out.set(device, number, mode, owner, links, size());
  }

  long size() {
    return 0;
  }
}
