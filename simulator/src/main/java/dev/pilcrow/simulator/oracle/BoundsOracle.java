package dev.pilcrow.simulator.oracle;

import dev.pilcrow.fifo.hub.HubGauges;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubLimits;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whatever happens, the hub stays within what it was told to take: names, registrations that wait,
 * what it keeps for one client and for all, how long it waits for one who leaves, how much it reads
 * at once. What can be counted from outside is counted; how long queues are the hub's gauges tell.
 */
public final class BoundsOracle implements Oracle {
  /** There was more of something than the hub was told to take. */
  public static final class BoundBroken extends PromiseBroken {
    private static final long serialVersionUID = 1;

    BoundBroken(String message) {
      super(message);
    }
  }

  /** An inbox full of the shortest frames, under the longest names. */
  private static final int INBOX_AS_SENT = 8 * HubOptions.INBOX_OCTETS;

  /** The longest name, told as come or gone. */
  private static final int PRESENCE = 70;

  /**
   * A frame that has begun keeps the memory that it lies in: a piece for everyone, and one of its
   * own.
   */
  private static final long PINNED_FOR_EACH = (1 << 18) + (1 << 14);

  private final HubOptions options;
  private final HubLimits limits;
  private final Set<Mailbox> here = new LinkedHashSet<>();

  /** Who is leaving, and since when at the latest: who has been for longest comes first. */
  private final Map<Mailbox, Long> leaving = new LinkedHashMap<>();

  /** Who has begun to leave in this pass. */
  private final Set<Mailbox> goingNow = new LinkedHashSet<>();

  private int refusals;

  public BoundsOracle(HubOptions options) {
    this.options = options;
    this.limits = options.config().limits();
  }

  @Override
  public void onPass() {
    refusals = 0;
  }

  @Override
  public void onBurst(byte[] octets, int from, int to, boolean dry) {
    require(to - from, HubOptions.INBOX_OCTETS, "octets read from the inbox at once");
  }

  @Override
  public void onJoined(Mailbox box) {
    here.add(box);
    require(
        here.size() + leaving.size() + goingNow.size(),
        limits.maxSessions(),
        "clients with a name");
  }

  @Override
  public void onRefused(Mailbox box, ErrorCode code) {
    refusals++;
  }

  @Override
  public void onLeft(Mailbox box, Departure why) {
    here.remove(box);
    if (why == Departure.DISCONNECT || why == Departure.SHUTDOWN) {
      goingNow.add(box);
    }
  }

  @Override
  public void onHungUp(Mailbox box) {
    leaving.remove(box);
    goingNow.remove(box);
  }

  @Override
  public void onHubEnded() {
    here.clear();
    leaving.clear();
    goingNow.clear();
  }

  @Override
  public void onPassEnd(long beganNanos, long nowNanos, HubGauges gauges) {
    for (Mailbox box : goingNow) {
      leaving.put(box, nowNanos);
    }
    goingNow.clear();
    require(gauges.heldNames(), limits.maxSessions(), "names held");
    require(gauges.waitingRegistrations(), limits.maxWaiting(), "registrations that wait");
    require(
        gauges.sessions(),
        gauges.heldNames() + gauges.waitingRegistrations() + refusals,
        "sessions: names, registrations that wait, and who was refused in this pass");
    require(gauges.longestQueueOctets(), longestQueue(), "octets in the longest queue");
    require(gauges.pinnedOctets(), mostPinned(gauges), "octets in all queues");
    linger(beganNanos);
  }

  @Override
  public void atRest() {
    requireNobody(leaving.keySet());
    requireNobody(goingNow);
  }

  private static void requireNobody(Set<Mailbox> waitedFor) {
    for (Mailbox box : waitedFor) {
      throw new BoundBroken(box + " has said goodbye, and is waited for without end");
    }
  }

  /** Whoever leaves, and whom the hub waits for, may get what one pass brings on top. */
  private long longestQueue() {
    boolean exact = leaving.isEmpty() && options.config().slowPolicy() != SlowPolicy.WAIT;
    return exact ? options.queueOctets() : options.queueOctets() + onePass();
  }

  private long mostPinned(HubGauges gauges) {
    return options.pinnedOctets() + onePass() + (2L + gauges.sessions()) * PINNED_FOR_EACH;
  }

  private long onePass() {
    return INBOX_AS_SENT + limits.maxAnswerOctets() + 4L * PRESENCE * limits.maxSessions();
  }

  private void linger(long beganNanos) {
    for (Map.Entry<Mailbox, Long> first : leaving.entrySet()) {
      if (beganNanos - first.getValue() > limits.lingerNanos()) {
        throw new BoundBroken(
            "%s was given %d ns to read and leave, at most %d"
                .formatted(first.getKey(), beganNanos - first.getValue(), limits.lingerNanos()));
      }
      return;
    }
  }

  private static void require(long found, long most, String what) {
    if (found > most) {
      throw new BoundBroken(found + " " + what + ", at most " + most);
    }
  }
}
