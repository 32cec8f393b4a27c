package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/**
 * A configuration to explore: so many clients, each of which registers, says so many frames and
 * says goodbye.
 *
 * @param clients from 1 to {@link #MAX_CLIENTS}
 * @param frames what each client says, from 0 to {@link #MAX_FRAMES}
 * @param mode of the hub
 * @param hazards what may befall them at any point
 * @param slowPolicy what becomes of one that does not read, where {@link Hazard#FULL} may happen
 * @param directs whether each frame is said to everyone or to any one client, instead of to the
 *     mode's default
 * @param symmetry whether states that differ only in which client is which are taken for one
 * @param maxStates where exploring gives up, at least 1: each takes about {@link
 *     #OCTETS_FOR_A_STATE} octets of memory
 */
public record ExploreOptions(
    int clients,
    int frames,
    HubMode mode,
    Set<Hazard> hazards,
    SlowPolicy slowPolicy,
    boolean directs,
    boolean symmetry,
    int maxStates) {
  /** More have too many orders to be told apart. */
  public static final int MAX_CLIENTS = 5;

  public static final int MAX_FRAMES = 8;

  /** With the frontier, which holds whole states, at its usual share. */
  public static final int OCTETS_FOR_A_STATE = 80;

  /** Good for 1.3 GB. */
  public static final int DEFAULT_MAX_STATES = 16_000_000;

  public ExploreOptions {
    require(clients, 1, MAX_CLIENTS, "clients");
    require(frames, 0, MAX_FRAMES, "frames");
    require(maxStates, 1, Integer.MAX_VALUE / 4, "states");
    hazards = Set.copyOf(hazards);
  }

  /** Chat, crashes, symmetry, gaps. */
  public static ExploreOptions of(int clients, int frames) {
    return new ExploreOptions(
        clients,
        frames,
        HubMode.CHAT,
        EnumSet.of(Hazard.CRASH),
        SlowPolicy.GAP,
        false,
        true,
        DEFAULT_MAX_STATES);
  }

  public ExploreOptions withMode(HubMode other) {
    return new ExploreOptions(
        clients, frames, other, hazards, slowPolicy, directs, symmetry, maxStates);
  }

  public ExploreOptions withHazards(Set<Hazard> others) {
    return new ExploreOptions(
        clients, frames, mode, others, slowPolicy, directs, symmetry, maxStates);
  }

  public ExploreOptions withSlowPolicy(SlowPolicy other) {
    return new ExploreOptions(clients, frames, mode, hazards, other, directs, symmetry, maxStates);
  }

  public ExploreOptions withDirects(boolean said) {
    return new ExploreOptions(
        clients, frames, mode, hazards, slowPolicy, said, symmetry, maxStates);
  }

  public ExploreOptions withSymmetry(boolean used) {
    return new ExploreOptions(clients, frames, mode, hazards, slowPolicy, directs, used, maxStates);
  }

  public ExploreOptions withMaxStates(int states) {
    return new ExploreOptions(
        clients, frames, mode, hazards, slowPolicy, directs, symmetry, states);
  }

  /** What the hub is made with. */
  public HubConfig config() {
    return HubConfig.of(mode).withSlowPolicy(slowPolicy);
  }

  boolean has(Hazard hazard) {
    return hazards.contains(hazard);
  }

  /** Whether reads are steps of their own. */
  boolean readsAreSteps() {
    return has(Hazard.SLOW) || has(Hazard.FULL);
  }

  /** As options of the command line. */
  @Override
  public String toString() {
    return "--clients %d --frames %d --mode %s --faults %s%s%s%s"
        .formatted(
            clients,
            frames,
            mode.text(),
            Hazard.names(hazards),
            has(Hazard.FULL) ? " --slow " + slowPolicy.text() : "",
            directs ? " --directs" : "",
            symmetry ? "" : " --no-symmetry");
  }

  /**
   * Reads what {@link #toString} writes; what is left out is as in {@link #of}, with two clients
   * and one frame.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static ExploreOptions parse(String text) {
    ExploreOptions options = of(2, 1);
    int clients = options.clients;
    int frames = options.frames;
    Iterator<String> words =
        Arrays.stream(text.split(" +")).filter(word -> !word.isEmpty()).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--no-symmetry" -> options = options.withSymmetry(false);
        case "--directs" -> options = options.withDirects(true);
        case "--clients" -> clients = Integer.parseInt(words.next());
        case "--frames" -> frames = Integer.parseInt(words.next());
        case "--faults" -> options = options.withHazards(Hazard.parse(words.next()));
        case "--mode" ->
            options = options.withMode(HubMode.valueOf(words.next().toUpperCase(Locale.ROOT)));
        case "--slow" ->
            options =
                options.withSlowPolicy(SlowPolicy.valueOf(words.next().toUpperCase(Locale.ROOT)));
        default -> throw new IllegalArgumentException("not an option: \"" + word + '"');
      }
    }
    return new ExploreOptions(
        clients,
        frames,
        options.mode,
        options.hazards,
        options.slowPolicy,
        options.directs,
        options.symmetry,
        options.maxStates);
  }

  private static void require(int value, int least, int most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: from %d to %d, not %d".formatted(what, least, most, value));
    }
  }
}
