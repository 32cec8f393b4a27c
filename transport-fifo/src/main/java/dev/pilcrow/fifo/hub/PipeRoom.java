package dev.pilcrow.fifo.hub;

import dev.pilcrow.fifo.Kernel;

/**
 * Makes clients' pipes larger while there are few of them: a large pipe takes a whole burst at
 * once, and more bursts before its reader must run.
 *
 * <p>The kernel lets an unprivileged user have 16,384 pages of pipes in all (pipe-user-pages-soft,
 * 64 MiB) and makes every further pipe tiny, whoever opens it. So half of that is spent here at
 * most, and the rest is left for pipes of the usual size.
 */
final class PipeRoom {

  /** What a pipe gets, if there is room: four bursts of an inbox. */
  static final int LARGE_OCTETS = 1 << 18;

  /**
   * The size of a pipe that nobody has sized; one of another size is its client's wish, and left
   * alone.
   */
  private static final int USUAL_OCTETS = 1 << 16;

  private static final int SPENT_AT_MOST = 1 << 25;

  private final Kernel kernel;
  private int spent;

  PipeRoom(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Enlarges the pipe if that can be; the result is to be given back when it is closed. */
  int enlarge(int descriptor) {
    boolean possible =
        spent + LARGE_OCTETS <= SPENT_AT_MOST && kernel.pipeCapacity(descriptor) == USUAL_OCTETS;
    if (!possible || kernel.setPipeCapacity(descriptor, LARGE_OCTETS) < 0) {
      return 0;
    }
    spent += LARGE_OCTETS;
    return LARGE_OCTETS;
  }

  void giveBack(int octets) {
    spent -= octets;
  }
}
