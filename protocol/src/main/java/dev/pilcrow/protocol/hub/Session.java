package dev.pilcrow.protocol.hub;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One client, from its registration to its end. Changed by the {@link Hub} alone; the transport
 * reads.
 */
public final class Session {
  final byte[] nameOctets;
  SessionState state;

  /** The 16 octets of the token while ACTIVE and native. */
  byte @Nullable [] token;

  /** REFUSING: what the client will be told. */
  @Nullable ErrorCode refusal;

  /** When the hub looks at this session again; {@link Deadlines} alone changes the two. */
  boolean hasDeadline;

  long deadlineNanos;

  /** OPENING, classic: when to give up, and the pause before the next try. */
  long giveUpNanos;

  long retryPauseNanos;

  /** CONTESTED: the pass of the loop in which the registration came. */
  long registeredPass;

  private final int slot;
  private final String name;
  private final byte @Nullable [] path;

  Session(int slot, byte[] nameOctets, byte @Nullable [] path, SessionState state) {
    this.slot = slot;
    this.nameOctets = nameOctets;
    this.name = new String(nameOctets, StandardCharsets.US_ASCII);
    this.path = path;
    this.state = state;
  }

  /** A small number that no other session that is not CLOSED has; for arrays beside the hub. */
  public int slot() {
    return slot;
  }

  /**
   * The public name: what others see, and for a native client its FIFO's name in the hub's
   * directory.
   */
  public String name() {
    return name;
  }

  /** Which protocol the client speaks. */
  public Dialect dialect() {
    return path == null ? Dialect.NATIVE : Dialect.CLASSIC;
  }

  /**
   * A classic client's absolute path as it was registered (any octets but ¶, LF, NUL), else null.
   */
  public byte @Nullable [] path() {
    return path == null ? null : path.clone();
  }

  /** The state now. */
  public SessionState state() {
    return state;
  }

  byte @Nullable [] pathOctets() {
    return path;
  }

  boolean isClassic() {
    return path != null;
  }

  /** For logs: never the token. */
  @Override
  public String toString() {
    return name + '#' + slot + ' ' + state;
  }
}
