package dev.pilcrow.cli;

import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.client.ClientListener;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.HubClient;

/** What a command does as a client; a {@link ClientDriver} drives it. */
abstract class ClientWork implements ClientListener {
  private CloseReason reason = CloseReason.CLOSED_HERE;
  private String detail = "";

  /**
   * Is called after each pass of the loop, before what is queued is written.
   *
   * @return how long the loop may wait, or {@link dev.pilcrow.fifo.Poller#FOREVER}
   */
  abstract long onTurn(HubClient client, long nowNanos) throws SystemCallException;

  /** How the last client ended. */
  final CloseReason reason() {
    return reason;
  }

  /** The same in a sentence. */
  final String detail() {
    return detail;
  }

  @Override
  public final void onClosed(CloseReason why, String sentence) {
    reason = why;
    detail = sentence;
  }
}
