package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.FileStatus;
import java.util.function.LongFunction;

/**
 * What an administrator may do to a machine's files: set the scene, and meddle with it later.
 *
 * <p>Paths are absolute and hold no symbolic link but perhaps the last name. A path that does not
 * fit is the caller's mistake: {@link IllegalArgumentException}.
 */
public final class SimulatedFiles {
  static final int PIPE_MODE = FileStatus.TYPE_FIFO | 0600;

  private final FileTree tree;

  SimulatedFiles(FileTree tree) {
    this.tree = tree;
  }

  /** Makes a directory. */
  public void makeDirectory(String path, int permissions, int owner) {
    Directory parent = parent(path);
    put(path, number -> new Directory(FileTree.DEVICE, number, permissions, owner, parent));
  }

  /** Makes a FIFO. */
  public void makeFifo(String path, int permissions, int owner) {
    int mode = FileStatus.TYPE_FIFO | permissions;
    put(path, number -> new Inode(FileTree.DEVICE, number, mode, owner));
  }

  /** Makes a regular file. */
  public void makeFile(String path, int permissions, int owner, byte[] content) {
    put(path, number -> new RegularFile(FileTree.DEVICE, number, permissions, owner, content));
  }

  /** Makes a symbolic link. */
  public void makeSymbolicLink(String path, int owner, String target) {
    put(path, number -> new SymbolicLink(FileTree.DEVICE, number, owner, target));
  }

  /** Gives a file that is no directory a second name. */
  public void link(String existing, String path) {
    Inode inode = get(existing);
    if (inode instanceof Directory) {
      throw new IllegalArgumentException(existing + " is a directory: it has one name only");
    }
    requireFree(path);
    parent(path).put(name(path), inode);
    inode.links++;
  }

  /** chmod(2). */
  public void setPermissions(String path, int permissions) {
    get(path).setPermissions(permissions);
  }

  /** chown(2). */
  public void setOwner(String path, int owner) {
    get(path).owner = owner;
  }

  /** Whether there is such a name. */
  public boolean exists(String path) {
    return parent(path).get(name(path)) != null;
  }

  /** Whether there is such a name, and it is a symbolic link's. */
  public boolean isSymbolicLink(String path) {
    return parent(path).get(name(path)) instanceof SymbolicLink;
  }

  /** What a regular file holds. */
  public byte[] content(String path) {
    if (get(path) instanceof RegularFile file) {
      return file.content();
    }
    throw new IllegalArgumentException(path + " is no regular file");
  }

  void makeNullDevice(String path) {
    put(path, number -> new NullDevice(FileTree.DEVICE, number));
  }

  private void put(String path, LongFunction<Inode> maker) {
    requireFree(path);
    parent(path).put(name(path), maker.apply(tree.newNumber()));
  }

  private void requireFree(String path) {
    if (exists(path) || name(path).isEmpty()) {
      throw new IllegalArgumentException(path + " exists: unlink it first, or take another name");
    }
  }

  private Inode get(String path) {
    Inode inode = parent(path).get(name(path));
    if (inode == null) {
      throw new IllegalArgumentException(path + " does not exist: make it first");
    }
    return inode;
  }

  private Directory parent(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(path + " is not absolute: begin it with a slash");
    }
    Directory directory = tree.root;
    int at = 1;
    for (int end; (end = path.indexOf('/', at)) >= 0; at = end + 1) {
      if (!(directory.get(path.substring(at, end)) instanceof Directory next)) {
        throw new IllegalArgumentException(
            path.substring(0, end) + " is no directory: make it first");
      }
      directory = next;
    }
    return directory;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
