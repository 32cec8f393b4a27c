package dev.pilcrow.protocol.hub;

/** Why a session that had joined is one no more. */
public enum Departure {
  /** She said goodbye. */
  DISCONNECT("said goodbye"),
  /** Nobody reads her FIFO any more. */
  GONE("reader gone"),
  /** Her queue outgrew its bound under {@link SlowPolicy#DISCONNECT}. */
  SLOW("too slow"),
  /** The hub is shutting down. */
  SHUTDOWN("shutdown");

  private final String text;

  Departure(String text) {
    this.text = text;
  }

  /** A few words for a log line. */
  public String text() {
    return text;
  }
}
