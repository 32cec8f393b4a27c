package dev.pilcrow.fifo.client;

/**
 * Where a {@link ClassicClient} stands in its life.
 *
 * <pre>
 *   connect()            server reads its FIFO      server has opened ours
 *   ---------> CALLING ---------------------> WAITING ----------------> READY
 *
 *                                  a text is written
 *                         READY ----------------------> ECHOING
 *                         |  ^                             |
 *                         |  +-----------------------------+
 *       leave(), all said |     its echo has come in full, or echoNanos are over
 *                         v
 *                      LEAVING
 *
 *   any state ---- close(), a deadline, the server's end ----> CLOSED
 * </pre>
 *
 * <table>
 * <caption>What happens in each state</caption>
 * <tr><th></th><th>CALLING, WAITING</th><th>READY</th><th>ECHOING</th><th>LEAVING</th></tr>
 * <tr><td>send()</td><td>queued</td><td>written; ECHOING (bare: READY)</td><td>queued</td>
 *   <td>refused</td></tr>
 * <tr><td>leave()</td><td>remembered</td><td>goodbye written (bare: the server's FIFO closed);
 *   LEAVING</td><td>remembered</td><td>nothing</td></tr>
 * <tr><td>octets come</td><td>told; READY</td><td>told</td><td>told; READY once they hold the
 *   echo</td><td>told</td></tr>
 * <tr><td>end-of-file</td><td>HUB_GONE</td><td>HUB_GONE</td><td>HUB_GONE</td>
 *   <td>SAID_GOODBYE</td></tr>
 * <tr><td>deadline</td><td>NO_HUB, TIMED_OUT</td><td>none</td><td>READY</td><td>TIMED_OUT</td></tr>
 * </table>
 *
 * <p>All of its transitions are in {@link ClassicClient}.
 */
public enum ClassicState {
  /** The own FIFO is open; the server's has no reader yet, which is tried again. */
  CALLING,
  /** The own path is written to the server; the server has not opened it yet. Nothing is said. */
  WAITING,
  /** The server listens, and has read all that was said. */
  READY,
  /** A text is written, and nothing shows yet that the server has read it. */
  ECHOING,
  /** Goodbye has been said; what is owed is read until the server closes. */
  LEAVING,
  /** Over: the own FIFO and its directory are removed, {@code onClosed} has been called. */
  CLOSED
}
