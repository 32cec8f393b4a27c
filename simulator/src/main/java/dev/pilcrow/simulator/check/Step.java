package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.OpenFlags;

/**
 * One step: a system call whose descriptors are registers.
 *
 * @param process who makes it
 * @param register the descriptor it is about, or where the new one goes
 * @param other the second descriptor: where tee and splice write, what an epoll watches, the end
 *     for writing of a pipe; or the index of a name
 * @param value a length, a capacity, permissions, data of an epoll, a count
 * @param flags of open, or events of epoll
 */
record Step(StepKind kind, int process, int register, int other, int value, int flags) {

  String name() {
    return Scene.NAMES.get(other);
  }

  /** Of an eventfd: counts at and near the limits. */
  long count() {
    return switch (value) {
      case 0 -> 1;
      case 1 -> 0;
      case 2 -> -1;
      case 3 -> -2;
      case 4 -> -3;
      default -> value;
    };
  }

  @Override
  public String toString() {
    return "process " + process + ": " + call();
  }

  private String call() {
    String one = "r" + register;
    String two = "r" + other;
    return switch (kind) {
      case OPEN -> one + " = openat(" + quoted() + ", " + openFlags() + ")";
      case MAKE_FIFO -> "mkfifoat(" + quoted() + ", " + permissions() + ")";
      case MAKE_DIRECTORY -> "mkdir(" + quoted() + ", " + permissions() + ")";
      case UNLINK -> "unlinkat(" + quoted() + ")";
      case REMOVE_DIRECTORY -> "rmdir(" + quoted() + ")";
      case STATUS_AT -> "fstatat(" + quoted() + ", NOFOLLOW) and is it " + one;
      case STATUS -> "fstat(" + one + ")";
      case CLOSE -> "close(" + one + ")";
      case LOCK -> "flock(" + one + ", LOCK_EX|LOCK_NB)";
      case READ -> "read(" + one + ", " + value + ")";
      case WRITE -> "write(" + one + ", " + value + ")";
      case WRITE_COUNT -> "write(" + one + ", the number " + Long.toUnsignedString(count()) + ")";
      case PIPE -> one + ", " + two + " = pipe2(O_NONBLOCK)";
      case CAPACITY -> "fcntl(" + one + ", F_GETPIPE_SZ)";
      case SET_CAPACITY -> "fcntl(" + one + ", F_SETPIPE_SZ, " + value + ")";
      case TEE -> "tee(" + one + ", " + two + ", " + value + ")";
      case SPLICE -> "splice(" + one + ", " + two + ", " + value + ")";
      case EPOLL_CREATE -> one + " = epoll_create1()";
      case WATCH ->
          "epoll_ctl(" + one + ", ADD, " + two + ", " + events(flags) + ", " + value + ")";
      case CHANGE_WATCH ->
          "epoll_ctl(" + one + ", MOD, " + two + ", " + events(flags) + ", " + value + ")";
      case UNWATCH -> "epoll_ctl(" + one + ", DEL, " + two + ")";
      case WAIT -> "epoll_wait(" + one + ", at most " + value + ", 0)";
      case EVENT_FD -> one + " = eventfd()";
      case DIE -> "dies, and another takes its place";
    };
  }

  /** Bits of epoll in words. */
  static String events(int events) {
    StringBuilder text = new StringBuilder();
    append(text, events, Epoll.EPOLLIN, "IN");
    append(text, events, Epoll.EPOLLOUT, "OUT");
    append(text, events, Epoll.EPOLLERR, "ERR");
    append(text, events, Epoll.EPOLLHUP, "HUP");
    append(text, events, Epoll.EPOLLET, "ET");
    return text.isEmpty() ? "0" : text.toString();
  }

  private String openFlags() {
    StringBuilder text =
        new StringBuilder(
            switch (flags & 3) {
              case OpenFlags.O_RDONLY -> "O_RDONLY";
              case OpenFlags.O_WRONLY -> "O_WRONLY";
              case OpenFlags.O_RDWR -> "O_RDWR";
              default -> "3";
            });
    append(text, flags, OpenFlags.O_NONBLOCK, "O_NONBLOCK");
    append(text, flags, OpenFlags.O_NOFOLLOW, "O_NOFOLLOW");
    append(text, flags, OpenFlags.O_DIRECTORY, "O_DIRECTORY");
    return text.toString();
  }

  private String quoted() {
    String name = name().replace("\0", "\\0");
    return "\"" + (name.length() > 20 ? name.substring(0, 20) + "…" : name) + "\"";
  }

  private String permissions() {
    return String.format("%04o", value);
  }

  private static void append(StringBuilder text, int bits, int bit, String name) {
    if ((bits & bit) != 0) {
      text.append(text.isEmpty() ? "" : "|").append(name);
    }
  }
}
