package dev.pilcrow.simulator.oracle;

import dev.pilcrow.protocol.hub.Departure;
import java.util.LinkedHashSet;
import java.util.Set;

/** When no more faults strike everything comes to rest, and then no dead client is kept. */
public final class LivenessOracle implements Oracle {
  /** Something that should have happened by then has not. */
  public static final class Stuck extends PromiseBroken {
    private static final long serialVersionUID = 1;

    public Stuck(String message) {
      super(message);
    }
  }

  private final Set<Mailbox> here = new LinkedHashSet<>();

  @Override
  public void onJoined(Mailbox box) {
    here.add(box);
  }

  @Override
  public void onLeft(Mailbox box, Departure why) {
    here.remove(box);
  }

  @Override
  public void onHubEnded() {
    here.clear();
  }

  @Override
  public void atRest() {
    for (Mailbox box : here) {
      if (box.isReaderGone()) {
        throw new Stuck(box + " is dead, and the hub has not noticed");
      }
    }
  }
}
