package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.OpenFlags;

/** The files of a machine, and the calls that go by their names. */
final class FileTree {
  static final long DEVICE = 0x801;
  private static final int SPECIAL_PERMISSIONS = 07777;
  private static final int DIRECTORY_PERMISSIONS = 01777;
  private static final long ROOT_NUMBER = 2;

  final Directory root = new Directory(DEVICE, ROOT_NUMBER, 0755, 0, null);
  final transient PathWalk walk = new PathWalk(root);

  /** Numbers of files that are gone: the latest is used again first, as some file systems do. */
  private final LongStack freeNumbers = new LongStack();

  private long nextNumber = ROOT_NUMBER + 1;

  long newNumber() {
    return freeNumbers.isEmpty() ? nextNumber++ : freeNumbers.pop();
  }

  /** A file lost a name or a descriptor. */
  void forgetIfUnused(Inode inode) {
    if (inode.links == 0 && inode.opens == 0 && inode.device == DEVICE) {
      freeNumbers.push(inode.number);
    }
  }

  int makeFifo(SimulatedProcess process, Directory start, String path, int mode) {
    int result = walk.findParent(process, start, path);
    if (result == 0) {
      result = checkNew(process, false);
    }
    if (result == 0) {
      int permissions = mode & SPECIAL_PERMISSIONS & ~process.umask();
      walk.parent.put(
          walk.name,
          new Inode(DEVICE, newNumber(), FileStatus.TYPE_FIFO | permissions, process.userId()));
    }
    return result;
  }

  int makeDirectory(SimulatedProcess process, Directory start, String path, int mode) {
    int result = walk.findParent(process, start, path);
    if (result == 0) {
      result = checkNew(process, true);
    }
    if (result == 0) {
      int permissions = mode & DIRECTORY_PERMISSIONS & ~process.umask();
      Directory parent = walk.parent;
      parent.put(
          walk.name, new Directory(DEVICE, newNumber(), permissions, process.userId(), parent));
    }
    return result;
  }

  int unlink(SimulatedProcess process, Directory start, String path) {
    int result = walk.findParent(process, start, path);
    if (result < 0) {
      return result;
    }
    if (walk.isSpecial()) {
      return -Errno.EISDIR;
    }
    Inode inode = walk.last();
    if (inode == null) {
      return -Errno.ENOENT;
    }
    if (walk.slash) {
      return inode instanceof Directory ? -Errno.EISDIR : -Errno.ENOTDIR;
    }
    result = checkRemoval(process, inode);
    if (result < 0) {
      return result;
    }
    if (inode instanceof Directory) {
      return -Errno.EISDIR;
    }
    walk.parent.remove(walk.name, inode);
    inode.links--;
    forgetIfUnused(inode);
    return 0;
  }

  int removeDirectory(SimulatedProcess process, Directory start, String path) {
    int result = walk.findParent(process, start, path);
    if (result < 0) {
      return result;
    }
    if (walk.isSpecial()) {
      return switch (walk.name) {
        case "." -> -Errno.EINVAL;
        case ".." -> -Errno.ENOTEMPTY;
        default -> -Errno.EBUSY;
      };
    }
    Inode inode = walk.last();
    if (inode == null) {
      return -Errno.ENOENT;
    }
    result = checkRemoval(process, inode);
    if (result < 0) {
      return result;
    }
    if (!(inode instanceof Directory directory)) {
      return -Errno.ENOTDIR;
    }
    if (!directory.isEmpty()) {
      return -Errno.ENOTEMPTY;
    }
    walk.parent.remove(walk.name, directory);
    directory.removed = true;
    directory.links = 0;
    forgetIfUnused(directory);
    return 0;
  }

  /** fstatat(2) that does not follow a link. */
  int describe(SimulatedProcess process, Directory start, String path, FileStatus out) {
    int result = walk.find(process, start, path, false);
    if (walk.inode != null && result == 0) {
      walk.inode.describe(out);
    }
    return result;
  }

  /** Finds what open(2) is to open, and checks that the process may. Returns 0 or −errno. */
  int findToOpen(SimulatedProcess process, Directory start, String path, int flags) {
    int result = walk.find(process, start, path, (flags & OpenFlags.O_NOFOLLOW) == 0);
    if (result < 0) {
      return result;
    }
    Inode inode = walk.inode;
    // Access mode 3 must be allowed both, and gets neither.
    int mode = flags & (OpenFlags.O_WRONLY | OpenFlags.O_RDWR);
    boolean writes = mode != OpenFlags.O_RDONLY;
    boolean reads = mode != OpenFlags.O_WRONLY;
    if ((flags & OpenFlags.O_DIRECTORY) != 0 && !(inode instanceof Directory)) {
      return -Errno.ENOTDIR;
    }
    if (inode instanceof SymbolicLink) {
      return -Errno.ELOOP;
    }
    if (inode instanceof Directory && writes) {
      return -Errno.EISDIR;
    }
    int wanted = (reads ? Inode.CAN_READ : 0) | (writes ? Inode.CAN_WRITE : 0);
    return inode != null && inode.allows(process, wanted) ? 0 : -Errno.EACCES;
  }

  private int checkNew(SimulatedProcess process, boolean directory) {
    if (walk.isSpecial() || walk.last() != null) {
      return -Errno.EEXIST;
    }
    if ((walk.slash && !directory) || walk.parent.removed) {
      return -Errno.ENOENT;
    }
    return mayChange(process) ? 0 : -Errno.EACCES;
  }

  private int checkRemoval(SimulatedProcess process, Inode inode) {
    if (!mayChange(process)) {
      return -Errno.EACCES;
    }
    return walk.parent.keeps(inode, process) ? -Errno.EPERM : 0;
  }

  private boolean mayChange(SimulatedProcess process) {
    return walk.parent.allows(process, Inode.CAN_WRITE | Inode.CAN_SEARCH);
  }
}
