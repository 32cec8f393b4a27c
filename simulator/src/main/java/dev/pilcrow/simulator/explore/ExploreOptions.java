package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A configuration to explore: so many clients, each of which registers, says so many frames and
 * says goodbye.
 *
 * @param level what is explored: the hub in a modelled world, or its whole loop
 * @param clients from 1 to {@link #MAX_CLIENTS}
 * @param frames what each client says, from 0 to {@link #MAX_FRAMES}; at level loop at least 1
 * @param mode of the hub
 * @param hazards what may befall them at any point; at level loop only {@link Hazard#CRASH}
 * @param slowPolicy what becomes of one that does not read, where {@link Hazard#FULL} may happen
 * @param directs whether each frame is said to everyone or to any one client, instead of to the
 *     mode's default
 * @param symmetry whether states that differ only in which client is which are taken for one; at
 *     level loop they never are
 * @param preemptions at level loop, how often at most somebody moves between two system calls of
 *     the hub's turns, from 0 to {@link #MAX_PREEMPTIONS}; else 0
 * @param maxStates where exploring gives up, at least 1: each takes about {@link
 *     #OCTETS_FOR_A_STATE} octets of memory
 */
public record ExploreOptions(
    Level level,
    int clients,
    int frames,
    HubMode mode,
    Set<Hazard> hazards,
    SlowPolicy slowPolicy,
    boolean directs,
    boolean symmetry,
    int preemptions,
    int maxStates) {
  /** More have too many orders to be told apart. */
  public static final int MAX_CLIENTS = 5;

  public static final int MAX_FRAMES = 8;

  /** What one finds by more is not worth the time that it takes. */
  public static final int MAX_PREEMPTIONS = 4;

  /** With the frontier, which holds whole states, at its usual share. */
  public static final int OCTETS_FOR_A_STATE = 80;

  /** Good for 1.3 GB. */
  public static final int DEFAULT_MAX_STATES = 16_000_000;

  public ExploreOptions {
    require(clients, 1, MAX_CLIENTS, "clients");
    require(frames, 0, MAX_FRAMES, "frames");
    require(preemptions, 0, level == Level.LOOP ? MAX_PREEMPTIONS : 0, "preemptions");
    require(maxStates, 1, Integer.MAX_VALUE / 4, "states");
    hazards = Set.copyOf(hazards);
    if (level == Level.LOOP) {
      require(frames, 1, MAX_FRAMES, "frames at level loop");
      if (directs || symmetry || !EnumSet.of(Hazard.CRASH).containsAll(hazards)) {
        throw new IllegalArgumentException(
            "at level loop there are no direct frames, no symmetry, and no faults but crash");
      }
    }
  }

  /** Chat, crashes, symmetry, gaps. */
  public static ExploreOptions of(int clients, int frames) {
    return new ExploreOptions(
        Level.HUB,
        clients,
        frames,
        HubMode.CHAT,
        EnumSet.of(Hazard.CRASH),
        SlowPolicy.GAP,
        false,
        true,
        0,
        DEFAULT_MAX_STATES);
  }

  /** The whole loop: chat, nobody is killed, so many preemptions. */
  public static ExploreOptions ofLoop(int clients, int frames, int preemptions) {
    return new ExploreOptions(
        Level.LOOP,
        clients,
        frames,
        HubMode.CHAT,
        Set.of(),
        SlowPolicy.GAP,
        false,
        false,
        preemptions,
        DEFAULT_MAX_STATES);
  }

  public ExploreOptions withMode(HubMode other) {
    return with(other, hazards, slowPolicy, directs, symmetry, maxStates);
  }

  public ExploreOptions withHazards(Set<Hazard> others) {
    return with(mode, others, slowPolicy, directs, symmetry, maxStates);
  }

  public ExploreOptions withSlowPolicy(SlowPolicy other) {
    return with(mode, hazards, other, directs, symmetry, maxStates);
  }

  public ExploreOptions withDirects(boolean said) {
    return with(mode, hazards, slowPolicy, said, symmetry, maxStates);
  }

  public ExploreOptions withSymmetry(boolean used) {
    return with(mode, hazards, slowPolicy, directs, used, maxStates);
  }

  public ExploreOptions withMaxStates(int states) {
    return with(mode, hazards, slowPolicy, directs, symmetry, states);
  }

  private ExploreOptions with(
      HubMode otherMode,
      Set<Hazard> otherHazards,
      SlowPolicy otherPolicy,
      boolean said,
      boolean used,
      int states) {
    return new ExploreOptions(
        level,
        clients,
        frames,
        otherMode,
        otherHazards,
        otherPolicy,
        said,
        used,
        preemptions,
        states);
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
    String common =
        "--clients %d --frames %d --mode %s --faults %s"
            .formatted(clients, frames, mode.text(), Hazard.names(hazards));
    if (level == Level.LOOP) {
      return "--level loop " + common + " --preemptions " + preemptions;
    }
    return "%s%s%s%s"
        .formatted(
            common,
            has(Hazard.FULL) ? " --slow " + slowPolicy.text() : "",
            directs ? " --directs" : "",
            symmetry ? "" : " --no-symmetry");
  }

  /**
   * Reads what {@link #toString} writes; what is left out is as in {@link #of}, or {@link #ofLoop},
   * with two clients and one frame.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static ExploreOptions parse(String text) {
    List<String> all = Arrays.stream(text.split(" +")).filter(word -> !word.isEmpty()).toList();
    int at = all.indexOf("--level");
    Level level =
        at < 0 || at + 1 == all.size() ? Level.HUB : Level.valueOf(upper(all.get(at + 1)));
    ExploreOptions options = level == Level.LOOP ? ofLoop(2, 1, 0) : of(2, 1);
    int clients = options.clients;
    int frames = options.frames;
    int preemptions = options.preemptions;
    Iterator<String> words = all.iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--no-symmetry" -> options = options.withSymmetry(false);
        case "--directs" -> options = options.withDirects(true);
        case "--level" -> words.next();
        case "--clients" -> clients = Integer.parseInt(words.next());
        case "--frames" -> frames = Integer.parseInt(words.next());
        case "--preemptions" -> preemptions = Integer.parseInt(words.next());
        case "--faults" -> options = options.withHazards(Hazard.parse(words.next()));
        case "--mode" -> options = options.withMode(HubMode.valueOf(upper(words.next())));
        case "--slow" -> options = options.withSlowPolicy(SlowPolicy.valueOf(upper(words.next())));
        default -> throw new IllegalArgumentException("not an option: \"" + word + '"');
      }
    }
    return new ExploreOptions(
        level,
        clients,
        frames,
        options.mode,
        options.hazards,
        options.slowPolicy,
        options.directs,
        options.symmetry,
        preemptions,
        options.maxStates);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static void require(int value, int least, int most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: from %d to %d, not %d".formatted(what, least, most, value));
    }
  }
}
