package dev.pilcrow.fifo.client;

import java.io.IOException;

/** A client that was to do something is closed, or never got connected; the message says why. */
public final class ClientClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final CloseReason reason;

  ClientClosedException(Ending ending) {
    super(ending.reason().text() + ": " + ending.detail());
    this.reason = ending.reason();
  }

  public CloseReason reason() {
    return reason;
  }
}
