package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.FileStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A directory: names and what they stand for. */
final class Directory extends Inode {
  private static final int STICKY = 01000;

  private final Map<String, Inode> entries = new HashMap<>();
  private final @Nullable Directory parent;

  /** Removed, though somebody may have it open: nothing can be made in it. */
  boolean removed;

  /**
   * @param parent null for the root
   */
  Directory(long device, long number, int permissions, int owner, @Nullable Directory parent) {
    super(device, number, FileStatus.TYPE_DIRECTORY | permissions, owner);
    this.parent = parent;
    this.links = 2;
  }

  Directory parent() {
    return parent == null ? this : parent;
  }

  boolean isRoot() {
    return parent == null;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  @Nullable Inode get(String name) {
    return entries.get(name);
  }

  void put(String name, Inode inode) {
    entries.put(name, inode);
    if (inode instanceof Directory) {
      links++;
    }
  }

  void remove(String name, Inode inode) {
    entries.remove(name);
    if (inode instanceof Directory) {
      links--;
    }
  }

  /** In a sticky directory only a file's owner, or the directory's, may remove it. */
  boolean keeps(Inode inode, SimulatedProcess from) {
    return (permissions() & STICKY) != 0
        && !from.isPrivileged()
        && from.userId() != inode.owner
        && from.userId() != owner;
  }

  @Override
  long size() {
    return Page.SIZE;
  }
}
