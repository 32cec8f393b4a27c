package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.OpenFlags;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An open file description: what a descriptor stands for. It has one descriptor at most, since the
 * interface has no dup(2).
 */
abstract class OpenFile {
  static final int READ = 1;
  static final int WRITE = 2;
  private static final int NON_BLOCKING = 4;

  final Inode inode;

  /** What it was opened as, for messages. */
  final String name;

  private final int access;

  /** The items of all epolls that watch it. */
  @Nullable EpollItem items;

  /**
   * @param access {@link #READ}, {@link #WRITE}, both or none
   */
  OpenFile(Inode inode, int access, String name) {
    this.inode = inode;
    this.access = access;
    this.name = name;
    inode.opens++;
  }

  /**
   * The access that open(2)'s flags ask for, with what is kept of the other flags. Access mode 3
   * opens for neither reading nor writing.
   */
  static int access(int openFlags) {
    return ((openFlags + 1) & 3) | ((openFlags & OpenFlags.O_NONBLOCK) != 0 ? NON_BLOCKING : 0);
  }

  /** Whether {@link #access} says so. */
  static boolean isNonBlocking(int access) {
    return (access & NON_BLOCKING) != 0;
  }

  final boolean mayRead() {
    return (access & READ) != 0;
  }

  final boolean mayWrite() {
    return (access & WRITE) != 0;
  }

  final boolean isNonBlocking() {
    return isNonBlocking(access);
  }

  /** read(2) of a file that {@link #mayRead}. */
  int read(ByteBuffer to, int offset, int length, SimulatedProcess process) {
    return -Errno.EINVAL;
  }

  /** write(2) to a file that {@link #mayWrite}. */
  int write(ByteBuffer from, int offset, int length, SimulatedProcess process) {
    return -Errno.EINVAL;
  }

  /** Whether epoll takes it. */
  boolean isPollable() {
    return false;
  }

  /** What holds now, as bits of epoll. */
  int poll() {
    return 0;
  }

  /** Tells an item whenever that may have changed. */
  void watch(EpollItem item) {}

  /** The other end of things: called once, when no epoll watches it anymore. */
  void onClose() {}

  /** The last descriptor is gone. */
  final void close(FileTree tree) {
    while (items != null) {
      items.epoll.remove(items);
    }
    onClose();
    if (inode.lockHolder == this) {
      inode.lockHolder = null;
    }
    inode.opens--;
    tree.forgetIfUnused(inode);
  }

  /** flock(2) for this file alone, without waiting. */
  final int lock() {
    if (!mayRead() && !mayWrite()) {
      return -Errno.EBADF;
    }
    if (inode.lockHolder != null && inode.lockHolder != this) {
      return -Errno.EAGAIN;
    }
    inode.lockHolder = this;
    return 0;
  }

  final void forgetItem(EpollItem item) {
    if (items == item) {
      items = item.nextOfFile;
      return;
    }
    EpollItem before = items;
    while (before != null && before.nextOfFile != item) {
      before = before.nextOfFile;
    }
    if (before != null) {
      before.nextOfFile = item.nextOfFile;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
