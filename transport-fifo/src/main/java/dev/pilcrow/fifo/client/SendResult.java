package dev.pilcrow.fifo.client;

/** What became of something that was to be sent. */
public enum SendResult {
  /** The whole of it is queued, or written. */
  QUEUED,
  /** Nothing of it is queued: it does not fit at present. The listener's {@code onRoom} follows. */
  NO_ROOM,
  /** Nothing of it is queued: the client is not connected yet, or not any more. */
  NOT_CONNECTED
}
