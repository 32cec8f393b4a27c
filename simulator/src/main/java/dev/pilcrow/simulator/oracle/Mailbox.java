package dev.pilcrow.simulator.oracle;

import org.jspecify.annotations.Nullable;

/**
 * A client's FIFO from its registration on: whatever the hub says to that client goes through it.
 */
public final class Mailbox {
  private final String name;
  private final String owner;
  private final boolean innocent;
  private boolean readerGone;

  /** What the oracle of agreement knows of its owner; here, since each frame that is read asks. */
  @Nullable Member member;

  /** The place in the total order of what was read last, for the oracle of order. */
  int lastOrder = -1;

  /**
   * @param name the FIFO's name in the hub's directory
   * @param owner the client's process, for messages
   * @param innocent the client keeps to the protocol
   */
  public Mailbox(String name, String owner, boolean innocent) {
    this.name = name;
    this.owner = owner;
    this.innocent = innocent;
  }

  /** The FIFO's name, the client's public one. */
  public String name() {
    return name;
  }

  /** The process whose FIFO it is. */
  public String owner() {
    return owner;
  }

  /** Whether its owner keeps to the protocol, and reads. */
  public boolean isInnocent() {
    return innocent;
  }

  /** Whether nobody will read it any more. */
  public boolean isReaderGone() {
    return readerGone;
  }

  /** Its owner has died or closed it. */
  public void readerGone() {
    readerGone = true;
  }

  @Override
  public String toString() {
    return name + " (" + owner + ")";
  }
}
