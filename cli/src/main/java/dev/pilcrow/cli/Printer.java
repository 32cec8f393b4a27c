package dev.pilcrow.cli;

import dev.pilcrow.fifo.client.ClientListener;
import dev.pilcrow.fifo.client.CloseReason;

/**
 * How a client shows what it hears. Nothing here blocks; what is shown is put into an {@link
 * Output}.
 */
interface Printer extends ClientListener {
  /**
   * A line of input that was not sent.
   *
   * @param number counted from 1
   * @param reason for a person
   */
  void onRefusedLine(long number, String reason);

  /** The last call. Other than {@link #onClosed} it comes once, however many names were tried. */
  default void onEnd(CloseReason reason, String detail) {}
}
