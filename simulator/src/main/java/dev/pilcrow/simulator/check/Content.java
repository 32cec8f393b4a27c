package dev.pilcrow.simulator.check;

/** What a register holds. */
enum Content {
  NOTHING,
  DIRECTORY,
  REGULAR,
  NULL_DEVICE,
  READ_END,
  WRITE_END,
  BOTH_ENDS,
  EPOLL,
  EVENT_FD;

  boolean isPipe() {
    return this == READ_END || this == WRITE_END || this == BOTH_ENDS;
  }

  boolean readsPipe() {
    return this == READ_END || this == BOTH_ENDS;
  }

  boolean writesPipe() {
    return this == WRITE_END || this == BOTH_ENDS;
  }

  /** Whether an epoll takes it, an epoll left aside. */
  boolean isPollable() {
    return isPipe() || this == EVENT_FD;
  }
}
