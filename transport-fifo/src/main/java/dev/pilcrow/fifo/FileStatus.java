package dev.pilcrow.fifo;

/**
 * What the kernel says about a file: filled by {@link Kernel#status} and {@link Kernel#statusAt},
 * to be used again and again. Source: stat(2), inode(7).
 */
public final class FileStatus {
  /** The part of {@link #mode()} that says what kind of file it is. */
  public static final int TYPE_MASK = 0xF000;

  public static final int TYPE_FIFO = 0x1000;
  public static final int TYPE_DIRECTORY = 0x4000;
  public static final int TYPE_REGULAR = 0x8000;
  public static final int TYPE_SYMBOLIC_LINK = 0xA000;

  private long device;
  private long inode;
  private int mode;
  private int owner;
  private long links;
  private long size;

  /** Takes over what a {@link Kernel} found. */
  public void set(long device, long inode, int mode, int owner, long links, long size) {
    this.device = device;
    this.inode = inode;
    this.mode = mode;
    this.owner = owner;
    this.links = links;
    this.size = size;
  }

  /** The device that the file lies on; only equality means something. */
  public long device() {
    return device;
  }

  /** The file's number on its device. A number is used again once its file is gone. */
  public long inode() {
    return inode;
  }

  /** Kind and permissions together, as {@code st_mode}. */
  public int mode() {
    return mode;
  }

  /** The permission bits, 0 to 07777. */
  public int permissions() {
    return mode & 0xFFF;
  }

  /** The user that the file belongs to. */
  public int owner() {
    return owner;
  }

  /** How many names the file has; 0 once it is unlinked. */
  public long links() {
    return links;
  }

  /** The length in octets; 0 for a FIFO, whatever is in it. */
  public long size() {
    return size;
  }

  public boolean isFifo() {
    return (mode & TYPE_MASK) == TYPE_FIFO;
  }

  public boolean isDirectory() {
    return (mode & TYPE_MASK) == TYPE_DIRECTORY;
  }

  public boolean isRegular() {
    return (mode & TYPE_MASK) == TYPE_REGULAR;
  }

  public boolean isSymbolicLink() {
    return (mode & TYPE_MASK) == TYPE_SYMBOLIC_LINK;
  }

  /** Which file this is, as a value to keep. */
  public FileIdentity identity() {
    return new FileIdentity(device, inode);
  }
}
