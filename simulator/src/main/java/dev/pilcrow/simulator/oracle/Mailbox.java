package dev.pilcrow.simulator.oracle;

import org.jspecify.annotations.Nullable;

/**
 * A client's FIFO from its registration on: whatever the hub says to that client goes through it.
 */
public final class Mailbox {
  private static final int NOTHING_READ = -1;

  private String name;
  private @Nullable String path;
  private final String owner;
  private final boolean innocent;
  private boolean readerGone;
  private boolean taken;
  private boolean spent;

  /** What the oracle of agreement knows of its owner; here, since each frame that is read asks. */
  @Nullable Member member;

  /** The place in the total order of what was read last, for the oracle of order. */
  int lastOrder = NOTHING_READ;

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

  /** The client's public name; of a native one its FIFO's. */
  public String name() {
    return name;
  }

  /** The path that a classic client has registered it by; null if it is no classic client's. */
  public @Nullable String path() {
    return path;
  }

  /** Whether it is a classic client's: raw text, no frames. */
  public boolean isClassic() {
    return path != null;
  }

  /** The hub has opened it as a classic client's. */
  public void registeredAt(String classicPath) {
    path = classicPath;
  }

  /** A session of a hub's has it from now on, and its owner that public name. */
  public void takenAs(String publicName) {
    name = publicName;
    spent = taken;
    taken = true;
  }

  /**
   * Whether it has been given to a second session, of the same hub or the next. A FIFO must be
   * fresh: what is left of the first, perhaps half a frame, is read in front of what the second is
   * told, so what its owner reads is nobody's fault but its own.
   */
  public boolean isSpent() {
    return spent;
  }

  /** The process whose FIFO it is. */
  public String owner() {
    return owner;
  }

  /** Whether its owner keeps to the protocol, and reads. */
  public boolean isInnocent() {
    return innocent && !spent;
  }

  /** Whether nobody will read it any more. */
  public boolean isReaderGone() {
    return readerGone;
  }

  /** Its owner has died or closed it. */
  public void readerGone() {
    readerGone = true;
    lastOrder = NOTHING_READ;
  }

  @Override
  public String toString() {
    return name + " (" + owner + ")";
  }
}
