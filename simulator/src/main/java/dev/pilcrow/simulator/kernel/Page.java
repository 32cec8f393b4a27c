package dev.pilcrow.simulator.kernel;

/**
 * A page of memory that pipes hold pieces of.
 *
 * <p>tee(2) makes several pieces of one page, in several pipes; only one of them, the original, may
 * be written to, and only behind its own end. So what a piece covers never changes.
 */
final class Page {
  static final int SIZE = 4096;

  final byte[] octets = new byte[SIZE];

  /** How many pieces there are of it; 0 while it lies in the {@link PagePool}. */
  int pieces;
}
