package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.OpenFlags;
import org.jspecify.annotations.Nullable;

/** open(2) and pipe(2) of one process, and where its paths start. */
final class FileOpener {
  private final SimulatedKernel machine;
  private final SimulatedProcess process;
  private transient Directory directory;

  /** A FIFO's end that waits in open(2) for somebody at the other end. */
  private @Nullable PipeEnd waiting;

  FileOpener(SimulatedKernel machine, SimulatedProcess process) {
    this.machine = machine;
    this.process = process;
    this.directory = machine.tree.root;
  }

  /**
   * Finds the directory that a path starts at, {@link #directory}. Returns 0 or −errno.
   *
   * @param dirFd as {@link Kernel} has it
   */
  int start(int dirFd, String path) {
    int result = PathWalk.check(path);
    if (result < 0) {
      return result;
    }
    if (path.charAt(0) == '/' || dirFd == Kernel.AT_FDCWD) {
      directory = machine.tree.root;
      return 0;
    }
    OpenFile file = process.descriptors().get(dirFd);
    if (file instanceof OpenDirectory open) {
      directory = open.directory;
      return 0;
    }
    return file == null ? -Errno.EBADF : -Errno.ENOTDIR;
  }

  Directory directory() {
    return directory;
  }

  int open(int dirFd, String path, int flags) {
    int result = PathWalk.check(path);
    if (result < 0) {
      return result;
    }
    if (!process.descriptors().hasRoom(1)) {
      return -Errno.EMFILE;
    }
    result = start(dirFd, path);
    if (result == 0) {
      result = machine.tree.findToOpen(process, directory, path, flags);
    }
    Inode inode = machine.tree.walk.inode;
    if (result < 0 || inode == null) {
      return result;
    }
    int access = OpenFile.access(flags);
    if (inode instanceof Directory found) {
      return add(new OpenDirectory(found, access, path));
    }
    if (inode instanceof RegularFile found) {
      return add(new RegularFile.Opened(found, access, path));
    }
    if (inode instanceof NullDevice) {
      return add(new NullDevice.Opened(inode, access, path));
    }
    return openFifo(inode, access, path);
  }

  /** pipe2(2). */
  int pipe(int[] two, int flags) {
    if (!process.descriptors().hasRoom(2)) {
      return -Errno.EMFILE;
    }
    Inode inode = machine.newPipeInode(process.userId());
    Pipe pipe = machine.pipePages.newPipe(machine.pool, process);
    inode.pipe = pipe;
    pipe.files = 2;
    pipe.readers = 1;
    pipe.writers = 1;
    int readAccess = OpenFile.access(OpenFlags.O_RDONLY | flags);
    int writeAccess = OpenFile.access(OpenFlags.O_WRONLY | flags);
    two[0] = add(new PipeEnd(inode, pipe, readAccess, "pipe"));
    two[1] = add(new PipeEnd(inode, pipe, writeAccess, "pipe"));
    return 0;
  }

  /** The process dies in the middle of an open: nobody will have that end. */
  void abandon() {
    if (waiting != null) {
      waiting.close(machine.tree);
      waiting = null;
    }
  }

  private int openFifo(Inode inode, int access, String path) {
    Pipe existing = inode.pipe;
    boolean nonBlocking = OpenFile.isNonBlocking(access);
    boolean reads = (access & OpenFile.READ) != 0;
    boolean writes = (access & OpenFile.WRITE) != 0;
    if (!reads && !writes) {
      return -Errno.EINVAL;
    }
    if (!reads && nonBlocking && (existing == null || existing.readers == 0)) {
      return -Errno.ENXIO;
    }
    Pipe pipe = existing != null ? existing : machine.pipePages.newPipe(machine.pool, process);
    inode.pipe = pipe;
    PipeEnd end = new PipeEnd(inode, pipe, access, path);
    boolean partner = reads ? pipe.writers > 0 : pipe.readers > 0;
    end.onOpened();
    if (partner || (reads && writes)) {
      return add(end);
    }
    if (nonBlocking) {
      end.expectFirstWriter();
      return add(end);
    }
    return waitForPartner(end);
  }

  private int waitForPartner(PipeEnd end) {
    int before = end.partnerOpens();
    waiting = end;
    while (end.partnerOpens() == before) {
      if (!process.sleep(SystemCall.OPEN)) {
        abandon();
        return -Errno.EINTR;
      }
    }
    waiting = null;
    return add(end);
  }

  private int add(OpenFile file) {
    return process.descriptors().add(file);
  }
}
