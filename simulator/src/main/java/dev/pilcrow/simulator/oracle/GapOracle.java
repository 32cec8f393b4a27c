package dev.pilcrow.simulator.oracle;

import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gaps are accounted to the frame: what the hub drops of a client's it tells that client, all of it
 * and nothing more, and only under the policy {@code gap}; a classic client is told nothing. That
 * the frames which it tells of are those that are missing, in that place, {@link AgreementOracle}
 * sees.
 */
public final class GapOracle implements Oracle {
  /** A client was told of more or fewer frames than were dropped. */
  public static final class GapMiscounted extends PromiseBroken {
    private static final long serialVersionUID = 1;

    GapMiscounted(String message) {
      super(message);
    }
  }

  private static final byte[] GAP = "hub\u00c2\u00b6gap ".getBytes(StandardCharsets.ISO_8859_1);

  private final SlowPolicy policy;

  /** How many frames were dropped that no gap has told of yet. */
  private final Map<Mailbox, Long> owed = new LinkedHashMap<>();

  public GapOracle(HubConfig config) {
    this.policy = config.slowPolicy();
  }

  @Override
  public void onDropped(Mailbox box, long frames) {
    owed.merge(box, frames, Long::sum);
    if (policy != SlowPolicy.GAP) {
      throw new GapMiscounted(
          "%d frames of %s were dropped, and the policy is %s".formatted(frames, box, policy));
    }
  }

  @Override
  public void onFrame(Mailbox box, byte[] octets, int from, int to) {
    if (!box.isSpent() && isGap(octets, from, to)) {
      long dropped = owed.getOrDefault(box, 0L);
      long told = frames(octets, from, to);
      if (told < 1 || told > dropped) {
        throw new GapMiscounted(
            "%s was told %s, and %d frames had been dropped"
                .formatted(box, Printed.frame(octets, from, to), dropped));
      }
      owed.put(box, dropped - told);
    }
  }

  @Override
  public void atRest() {
    owed.forEach(
        (box, frames) -> {
          if (frames > 0 && !box.isClassic() && box.isInnocent() && !box.isReaderGone()) {
            throw new GapMiscounted(box + " has never been told of " + frames + " dropped frames");
          }
        });
  }

  static boolean isGap(byte[] octets, int from, int to) {
    return Printed.startsWith(GAP, octets, from, to);
  }

  /** How many frames a gap tells of; -1 if that is no number. */
  static long frames(byte[] octets, int from, int to) {
    try {
      return Long.parseLong(Printed.latin(octets, from + GAP.length, to));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
