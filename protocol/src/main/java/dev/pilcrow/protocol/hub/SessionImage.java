package dev.pilcrow.protocol.hub;

import org.jspecify.annotations.Nullable;

/**
 * A session as it stands in a {@link HubState}. Times count from the moment of saving.
 *
 * @param slot as {@link Session#slot}
 * @param name as {@link Session#name}
 * @param path a classic client's path, a character for each octet (ISO 8859-1); null for native
 * @param state any but {@link SessionState#CLOSED}
 * @param token the 16 digits while the session is active and native, else null
 * @param refusal what a REFUSING session will be told
 * @param holdsName whether the name, and the path, are this session's
 * @param blocksInbox whether the inbox is left unread for its sake, {@link SlowPolicy#WAIT}
 * @param registeredThisPass of a CONTESTED session: it is decided at the end of the pass after this
 * @param hasDeadline whether the hub looks at it again at {@code deadlineInNanos}
 * @param deadlineInNanos 0 without a deadline
 * @param giveUpInNanos when an absent classic client is given up; 0 if none is waited for
 * @param retryPauseNanos the pause before its FIFO is tried again; 0 if none is waited for
 */
public record SessionImage(
    int slot,
    String name,
    @Nullable String path,
    SessionState state,
    @Nullable String token,
    @Nullable ErrorCode refusal,
    boolean holdsName,
    boolean blocksInbox,
    boolean registeredThisPass,
    boolean hasDeadline,
    long deadlineInNanos,
    long giveUpInNanos,
    long retryPauseNanos) {

  /** Never the token. */
  @Override
  public String toString() {
    return name + '#' + slot + ' ' + state;
  }
}
