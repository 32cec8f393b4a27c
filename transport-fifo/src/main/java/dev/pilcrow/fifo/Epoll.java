package dev.pilcrow.fifo;

/** Numbers of epoll(7), the same on all Linux platforms. */
public final class Epoll {
  public static final int CTL_ADD = 1;
  public static final int CTL_DEL = 2;
  public static final int CTL_MOD = 3;

  public static final int EPOLLIN = 0x1;
  public static final int EPOLLOUT = 0x4;
  public static final int EPOLLERR = 0x8;
  public static final int EPOLLHUP = 0x10;

  /** Tells of changes only, each once. */
  public static final int EPOLLET = 1 << 31;

  private Epoll() {}
}
