package dev.pilcrow.simulator.oracle;

import dev.pilcrow.protocol.hub.Departure;
import dev.pilcrow.protocol.hub.ErrorCode;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.SlowPolicy;

/**
 * Whatever others do, a client that keeps to the protocol is let in, and stays until it goes or the
 * hub ends.
 */
public final class IsolationOracle implements Oracle {
  /** One who did nothing wrong was turned away or thrown out. */
  public static final class InnocentHarmed extends PromiseBroken {
    private static final long serialVersionUID = 1;

    public InnocentHarmed(String message) {
      super(message);
    }
  }

  private final HubConfig config;

  public IsolationOracle(HubConfig config) {
    this.config = config;
  }

  @Override
  public void onRefused(Mailbox box, ErrorCode code) {
    if (box.isInnocent() && code != ErrorCode.FULL) {
      throw new InnocentHarmed(box + " was turned away: " + code.text());
    }
  }

  @Override
  public void onLeft(Mailbox box, Departure why) {
    boolean slow = why == Departure.SLOW && config.slowPolicy() == SlowPolicy.DISCONNECT;
    if (box.isInnocent() && !box.isReaderGone() && !slow) {
      if (why == Departure.GONE || why == Departure.SLOW) {
        throw new InnocentHarmed(box + " was thrown out: " + why.text());
      }
    }
  }
}
