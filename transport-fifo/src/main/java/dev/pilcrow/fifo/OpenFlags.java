package dev.pilcrow.fifo;

/**
 * Flags for {@link Kernel#openAt} and {@link Kernel#pipe}, numbered as on Linux x86-64. A {@link
 * Kernel} translates them where its platform counts otherwise (aarch64 swaps some of them).
 *
 * <p>Source: open(2). There is no {@code O_CREAT}: nothing here ever creates a file by opening it.
 */
public final class OpenFlags {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_NONBLOCK = 0x800;
  public static final int O_DIRECTORY = 0x10000;
  public static final int O_NOFOLLOW = 0x20000;
  public static final int O_CLOEXEC = 0x80000;

  private OpenFlags() {}
}
