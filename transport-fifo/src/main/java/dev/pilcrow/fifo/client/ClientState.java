package dev.pilcrow.fifo.client;

/**
 * Where a {@link HubClient} stands in its life.
 *
 * <pre>
 *   connect()                  welcome                  leave()
 *   ---------> REGISTERING -------------> CONNECTED ---------------> LEAVING
 *               |  ^   |  |                   |  |   nobody reads     ^  |
 *               |  |   |  |                   |  +--- the inbox ------+  |
 *               |  |   |  +-------------------|-- nobody reads the ---+  |
 *               |  |   |                      |   inbox                  |
 *               |  +---+ no welcome in time,  |                          |
 *               |        tried again          |                          |
 *               | error, no hub,              | bye, end-of-file,        | bye, end-of-file,
 *               | tried too often,            | close()                  | silence, close()
 *               | close()                     v                          |
 *               +-------------------------> CLOSED <---------------------+
 * </pre>
 *
 * <p>All of its transitions are in {@link HubClient}.
 */
public enum ClientState {
  /** The own FIFO is open, the name was written to the inbox; the hub has not answered yet. */
  REGISTERING,
  /** The hub has said welcome: messages can be sent and are received. */
  CONNECTED,
  /** Nothing more can be sent; what is owed is written and read until the hub says bye. */
  LEAVING,
  /** Over: the own FIFO is removed, every descriptor closed, {@code onClosed} has been called. */
  CLOSED
}
