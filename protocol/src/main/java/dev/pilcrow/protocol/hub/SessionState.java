package dev.pilcrow.protocol.hub;

/**
 * Where a session stands in its life.
 *
 * <pre>
 *                 name free                  opened              goodbye, shutdown
 *  registration ------------> OPENING -------------------> ACTIVE -----------------> LEAVING
 *       |                     ^    | open failed              |                         |
 *       | name held           |    v                          | gone, too slow          | drained, gone,
 *       +-----> CONTESTED ----+  CLOSED <---------------------+-------------------------+ linger over
 *       |            | still held                                                       ^
 *       | hub full   v                 opened: the error is sent                        |
 *       +-------> REFUSING ------------------------------------------------------------+
 * </pre>
 *
 * The table of all states and inputs is in docs/protocol.md; {@code HubTableTest} walks it.
 */
public enum SessionState {
  /** The name is held by another session, which gets one poller pass to turn out dead. */
  CONTESTED,
  /** To be opened only to be told why it is not let in. */
  REFUSING,
  /** The name is reserved, the FIFO is being opened. */
  OPENING,
  /** Registered: has a token, is in the total order. */
  ACTIVE,
  /** Has no token any more; what is queued is still being written. */
  LEAVING,
  /** Over. The transport has been told to close the descriptor, if there was one. */
  CLOSED
}
