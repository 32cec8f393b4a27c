package dev.pilcrow.simulator.check;

/** What one step of a sequence does. */
enum StepKind {
  OPEN,
  MAKE_FIFO,
  MAKE_DIRECTORY,
  UNLINK,
  REMOVE_DIRECTORY,
  STATUS_AT,
  STATUS,
  CLOSE,
  LOCK,
  READ,
  WRITE,
  /** A write(2) of eight octets that an eventfd takes for a number. */
  WRITE_COUNT,
  PIPE,
  CAPACITY,
  SET_CAPACITY,
  TEE,
  SPLICE,
  EPOLL_CREATE,
  WATCH,
  CHANGE_WATCH,
  UNWATCH,
  WAIT,
  EVENT_FD,
  /** The process dies, and another one takes its place. */
  DIE
}
