package dev.pilcrow.cli;

import dev.pilcrow.fifo.client.ClientState;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.HubClient;
import org.jspecify.annotations.Nullable;

/** Says something to the hub, once it has said welcome, and is over within a time. */
abstract class Question extends ClientWork {
  private final long deadlineNanos;
  private boolean asked;
  private @Nullable String failure;

  Question(Access access) {
    this.deadlineNanos = access.kernel().nanoTime() + access.timeoutNanos();
  }

  /**
   * The client is connected: what is to be said is said here. Here, or when the answer has come,
   * the client is told to leave.
   */
  abstract void ask(HubClient client);

  /** What is to be printed, once all is over with the hub. */
  String answer() {
    return "";
  }

  /** Why it did not end as it should, for a person; null if it did. */
  final @Nullable String complaint() {
    return failure == null && reason() != CloseReason.SAID_GOODBYE ? detail() : failure;
  }

  /** The same; who interrupts it does not wait for a goodbye. */
  final @Nullable String complaint(boolean interrupted) {
    boolean closed = interrupted && failure == null && reason() == CloseReason.CLOSED_HERE;
    return closed ? null : complaint();
  }

  @Override
  public void onError(String code, String text) {
    failure = text.isEmpty() ? code : text;
  }

  @Override
  final long onTurn(HubClient client, long nowNanos) {
    if (nowNanos - deadlineNanos >= 0) {
      failure = "no answer in time: the hub is stopped or overloaded (see --timeout)";
      client.close();
      return 0;
    }
    if (!asked && client.state() == ClientState.CONNECTED) {
      asked = true;
      ask(client);
    }
    return deadlineNanos - nowNanos;
  }
}
