package dev.pilcrow.protocol.hub;

/** What becomes of a client whose send queue has outgrown its bound. */
public enum SlowPolicy {
  /** Frames not begun are dropped, and {@code hub¶gap N} stands in their place. */
  GAP("gap"),
  /** The queue is dropped and the session closed at once. */
  DISCONNECT("disconnect"),
  /** Nothing is lost: the inbox is left unread until the queue has drained, so all wait for one. */
  WAIT("wait");

  private final String text;

  SlowPolicy(String text) {
    this.text = text;
  }

  /** The word of the command line option. */
  public String text() {
    return text;
  }
}
