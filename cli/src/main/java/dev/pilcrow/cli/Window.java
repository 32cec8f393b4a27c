package dev.pilcrow.cli;

import org.jspecify.annotations.Nullable;

/**
 * Bounds what a client has said and the hub has not dealt with yet, so that a fast input neither
 * floods the hub nor overruns the client's own queue there: what it says to everyone comes back to
 * it, and is lost if it reads too slowly.
 *
 * <p>A ping follows every {@link #PING_OCTETS}; its pong says that all before it has been dealt
 * with, and stands behind whatever of that came back.
 *
 * <pre>
 *   said    [ 32 KiB ] ping 1 [ 32 KiB ] ping 2 [ 32 KiB ] ping 3 [ 32 KiB ] ping 4 | closed
 *   answer                      pong 1: ping 5 may follow
 * </pre>
 */
final class Window {
  /** After so many octets a ping is due. */
  static final int PING_OCTETS = 1 << 15;

  /** With so many pings unanswered it is closed. */
  static final int MAX_PINGS = 4;

  /** What a message counts for beside its octets, so that empty ones are bounded too. */
  static final int OVERHEAD = 64;

  private final String mark;
  private long sentOctets;
  private long pings;
  private long pongs;

  /**
   * @param mark how the texts of its pings begin; nobody else's do
   */
  Window(String mark) {
    this.mark = mark;
  }

  /** A window whose pings nobody asks by chance, so that no answer to a user's is kept from her. */
  static Window unlike(long random) {
    return new Window("window-" + Long.toHexString(random) + '-');
  }

  /** A message of so many octets was queued. */
  void onSent(int octets) {
    sentOctets += OVERHEAD + octets;
  }

  /** Whether a message may be sent. */
  boolean isOpen() {
    return pings - pongs < MAX_PINGS;
  }

  /** The text of a ping that is due now; null if none is. */
  @Nullable String duePing() {
    return sentOctets >= PING_OCTETS ? nextPing() : null;
  }

  /** The text of a ping though none is due: the answers to the others may be lost. */
  String nextPing() {
    return mark + (pings + 1);
  }

  /** The ping was queued. */
  void onPinged() {
    pings++;
    sentOctets = 0;
  }

  /** A pong has come; returns whether it answers one of these pings. */
  boolean onPong(String text) {
    if (!text.startsWith(mark)) {
      return false;
    }
    try {
      pongs = Math.max(pongs, Math.min(pings, Long.parseLong(text.substring(mark.length()))));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Frames were dropped, pongs may be among them. */
  void onGap() {
    pongs = pings;
  }
}
