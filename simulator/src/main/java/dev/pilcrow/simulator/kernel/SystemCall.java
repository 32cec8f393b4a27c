package dev.pilcrow.simulator.kernel;

/** The calls of {@link dev.pilcrow.fifo.Kernel} that pass a {@link CallGate}. */
public enum SystemCall {
  OPEN("openat"),
  MAKE_FIFO("mkfifoat"),
  MAKE_DIRECTORY("mkdir"),
  UNLINK("unlinkat"),
  REMOVE_DIRECTORY("rmdir"),
  STATUS_AT("fstatat"),
  STATUS("fstat"),
  CLOSE("close"),
  LOCK("flock"),
  READ("read"),
  WRITE("write"),
  PIPE("pipe2"),
  PIPE_CAPACITY("F_GETPIPE_SZ"),
  SET_PIPE_CAPACITY("F_SETPIPE_SZ"),
  TEE("tee"),
  SPLICE("splice"),
  EPOLL_CREATE("epoll_create1"),
  EPOLL_CONTROL("epoll_ctl"),
  EPOLL_WAIT("epoll_wait"),
  EVENT_FD("eventfd");

  private final String text;

  SystemCall(String text) {
    this.text = text;
  }

  /** The call's name in the manual; for fcntl(2) that of its command. */
  public String text() {
    return text;
  }
}
