package dev.pilcrow.protocol.hub;

import java.util.List;

/**
 * All that the future of a {@link Hub} depends on, as a value: {@link Hub#save} makes it, {@link
 * Hub#restore} has a hub of the same {@link HubConfig} go on from there. Two hubs in equal states
 * answer equal inputs alike, whatever their clocks show: times count from the moment of saving.
 *
 * <p>Counters are not in it, since nothing that the hub does depends on them. Neither is what the
 * transport holds: descriptors, queues, the tail of the inbox.
 *
 * <p>It holds tokens, which let their holders speak: no more fit for logs than they are.
 *
 * @param sessions those that are not closed, by slot
 * @param toOpen slots of those whose FIFOs are opened at the end of this pass, in order
 * @param contested slots of those that wait for a name's holder to turn out dead, in order
 * @param lateTokens tokens of the dead whose frames may still be in the inbox, sorted; with classic
 *     clients only
 * @param latePaths paths of the dead likewise, a character for each octet
 * @param passOwedInNanos since when, 0 or less, a pass is owed to {@code toOpen} or {@code
 *     contested}; 0 if none is
 * @param answeredOctets of lists within this pass
 * @param served whether there has been a session
 * @param shuttingDown whether the hub ends
 */
public record HubState(
    List<SessionImage> sessions,
    List<Integer> toOpen,
    List<Integer> contested,
    List<String> lateTokens,
    List<String> latePaths,
    long passOwedInNanos,
    int answeredOctets,
    boolean served,
    boolean shuttingDown) {

  /** A hub that has just been made. */
  public static final HubState FRESH =
      new HubState(List.of(), List.of(), List.of(), List.of(), List.of(), 0, 0, false, false);

  public HubState {
    sessions = List.copyOf(sessions);
    toOpen = List.copyOf(toOpen);
    contested = List.copyOf(contested);
    lateTokens = List.copyOf(lateTokens);
    latePaths = List.copyOf(latePaths);
  }

  /** Never a token. */
  @Override
  public String toString() {
    return "%s, to open %s, contested %s, served %b, shutting down %b"
        .formatted(sessions, toOpen, contested, served, shuttingDown);
  }
}
