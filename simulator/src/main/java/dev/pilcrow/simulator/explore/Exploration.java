package dev.pilcrow.simulator.explore;

import dev.pilcrow.protocol.hub.HubEffects;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.oracle.LivenessOracle.Stuck;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.trace.Story;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Walks all states of a configuration, breadth first: {@code Exploration.of(options).run()}. In
 * each, every step that is possible is taken, and every promise checked; so the first that is
 * broken is broken by as few steps as can be.
 *
 * <p>In the end it is checked that from every state everything can come to rest without further
 * hazards: all delivered, all dead reaped.
 *
 * <p>Single-threaded. The same options give the same verdict, states and numbers every time.
 */
public final class Exploration implements Explorer {
  private static final int MAX_STEPS = 256;
  private static final int NOBODY = -1;

  /** In a random walk faults make up from a half to one in 64 of all steps. */
  private static final int RAREST = 6;

  /** More than any configuration needs. */
  private static final int STEPS_TO_REST = 10_000;

  private static final int STEPS_BETWEEN_REPORTS = 1 << 14;

  private final ExploreOptions options;
  private UnaryOperator<HubEffects> between = UnaryOperator.identity();
  private Listener listener = (states, frontier, transitions) -> {};

  private Exploration(ExploreOptions options) {
    this.options = options;
  }

  /** Of that configuration. */
  public static Exploration of(ExploreOptions options) {
    return new Exploration(options);
  }

  /** The same, told of. */
  public Exploration toldTo(Listener told) {
    listener = told;
    return this;
  }

  /**
   * The same with something between the hub and its world: what a hub would do that says too much,
   * too little or the wrong thing. It must keep nothing from one call to the next, for the walk
   * jumps from state to state.
   */
  public Exploration through(UnaryOperator<HubEffects> effects) {
    between = effects;
    return this;
  }

  @Override
  public Verdict run() {
    return new Walk().run();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each step is drawn evenly from those that are possible; how rarely a fault strikes is drawn
   * for each walk, since those in which everybody dies young do not come far.
   */
  @Override
  public Coverage cover(long walks, long seed, Coverage.Listener told) {
    Walk all = new Walk();
    if (all.run().counterexample() != null) {
      throw new IllegalStateException("a promise is broken: its states are not all known");
    }
    return all.cover(walks, new SeededChoices(seed), told);
  }

  /** The same, not told. */
  public @Nullable PromiseBroken replay(List<String> steps) {
    return replay(steps, new Story());
  }

  @Override
  public @Nullable PromiseBroken replay(List<String> steps, Story story) {
    World world = world();
    StepTeller teller = new StepTeller(world, story);
    int[] possible = new int[MAX_STEPS];
    try {
      for (String step : steps) {
        PromiseBroken broken = teller.take(find(step, possible, world.steps(possible)));
        if (broken != null) {
          return broken;
        }
      }
      for (int i = 0; i < STEPS_TO_REST; i++) {
        int step = World.onward(possible, world.steps(possible));
        if (step == Step.NONE) {
          return world.isAtRest() ? null : nothingMoves();
        }
        world.take(step);
      }
      return noRest();
    } catch (PromiseBroken e) {
      return e;
    }
  }

  private static int find(String text, int[] steps, int size) {
    for (int i = 0; i < size; i++) {
      if (Step.text(steps[i]).equals(text)) {
        return steps[i];
      }
    }
    throw new IllegalArgumentException("not possible there: \"" + text + '"');
  }

  private static Stuck nothingMoves() {
    return new Stuck("nothing moves, and something is owed");
  }

  private static Stuck noRest() {
    return new Stuck("it never comes to rest, whatever is done");
  }

  World world() {
    return new World(options, between);
  }

  /** One run, with all that it remembers of the states behind it. */
  private final class Walk {
    private final World world = world();
    private final WorldCodec codec = new WorldCodec(world);
    private final Fingerprints seen = new Fingerprints(options.maxStates());
    private final StateQueue frontier = new StateQueue();
    private final int[] steps = new int[MAX_STEPS];
    private final List<Long> histogram = new ArrayList<>();
    private int[] parents = new int[1 << 10];
    private short[] bySteps = new short[1 << 10];

    /** Where the way to rest leads from each state. */
    private int[] onward = new int[1 << 10];

    private long transitions;
    private long peak;

    Verdict run() {
      long begun = System.nanoTime();
      codec.encode();
      meet(NOBODY, 0);
      int levelEnd = 1;
      histogram.add(1L);
      @Nullable Counterexample failure = null;
      for (int state = 0; failure == null && frontier.size() > 0; state++) {
        if (state == levelEnd) {
          histogram.add((long) seen.size() - levelEnd);
          levelEnd = seen.size();
        }
        failure = expand(state, frontier.remove());
      }
      if (failure == null) {
        failure = unrest();
      }
      long nanos = System.nanoTime() - begun;
      return new Verdict(options, seen.size(), transitions, 0, histogram, peak, nanos, failure);
    }

    private @Nullable Counterexample expand(int state, byte[] octets) {
      codec.decode(octets);
      int count = world.steps(steps);
      int[] possible = Arrays.copyOf(steps, count);
      onward[state] = Rest.END;
      int tame = World.onward(possible, count);
      if (tame == Step.NONE && !world.isAtRest()) {
        return trace(state, NOBODY, nothingMoves());
      }
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          codec.decode(octets);
        }
        try {
          world.take(possible[i]);
        } catch (PromiseBroken e) {
          return trace(state, possible[i], e);
        }
        codec.encode();
        int next = meet(state, possible[i]);
        if (possible[i] == tame) {
          onward[state] = next;
        }
        if ((++transitions & (STEPS_BETWEEN_REPORTS - 1)) == 0) {
          listener.onProgress(seen.size(), frontier.size(), transitions);
        }
      }
      return null;
    }

    /** The number of the encoded state. */
    private int meet(int parent, int step) {
      int before = seen.size();
      int number = seen.add(codec.octets(), codec.length());
      if (number == before) {
        frontier.add(codec.octets(), codec.length());
        peak = Math.max(peak, frontier.size());
        if (number == parents.length) {
          parents = Arrays.copyOf(parents, 2 * number);
          bySteps = Arrays.copyOf(bySteps, 2 * number);
          onward = Arrays.copyOf(onward, 2 * number);
        }
        parents[number] = parent;
        bySteps[number] = (short) step;
      }
      return number;
    }

    /** A state from which the way to rest only leads round in a circle, if there is one. */
    private @Nullable Counterexample unrest() {
      int state = Rest.firstInVain(onward, seen.size());
      return state == Rest.END ? null : trace(state, NOBODY, noRest());
    }

    // ---- at random ----

    Coverage cover(long walks, Choices choices, Coverage.Listener told) {
      byte[] start = first();
      BitSet reached = new BitSet();
      long walk = 0;
      for (; walk < walks && reached.cardinality() < seen.size(); walk++) {
        codec.decode(start);
        reached.set(0);
        int oneIn = 2 << choices.choose("how rarely faults strike", RAREST);
        for (int count = world.steps(steps); count > 0; count = world.steps(steps)) {
          world.take(drawn(count, oneIn, choices));
          codec.encode();
          reached.set(seen.find(codec.octets(), codec.length()));
        }
        told.onWalk(walk + 1, reached.cardinality(), seen.size());
      }
      return new Coverage(walk, reached.cardinality(), seen.size(), 0, missed(reached));
    }

    /** One of the possible steps; faults and others come in two rows, others first. */
    private int drawn(int count, int oneIn, Choices choices) {
      int others = 0;
      while (others < count && !Step.isHazard(steps[others])) {
        others++;
      }
      boolean strikes =
          others < count && (others == 0 || choices.happens("a fault strikes", oneIn));
      return strikes
          ? steps[others + choices.choose("which fault", count - others)]
          : steps[choices.choose("which step", others)];
    }

    private List<String> missed(BitSet reached) {
      List<String> ways = new ArrayList<>();
      int state = reached.nextClearBit(0);
      while (state < seen.size() && ways.size() < Coverage.MAX_MISSED) {
        ways.add(String.join(", ", trace(state, NOBODY, noRest()).steps()));
        state = reached.nextClearBit(state + 1);
      }
      return ways;
    }

    private byte[] first() {
      WorldCodec fresh = new WorldCodec(world());
      fresh.encode();
      return Arrays.copyOf(fresh.octets(), fresh.length());
    }

    // ---- from a state back to how it came about ----

    /**
     * The steps to a state, and one more, as they are without symmetry: which client stands where
     * is followed from state to state.
     */
    private Counterexample trace(int state, int last, PromiseBroken broken) {
      Deque<Integer> way = new ArrayDeque<>();
      for (int at = state; parents[at] != NOBODY; at = parents[at]) {
        way.push(at);
      }
      World onTheWay = world();
      WorldCodec canonical = new WorldCodec(onTheWay);
      int[] who = new int[options.clients()];
      for (int i = 0; i < who.length; i++) {
        who[i] = i;
      }
      canonical.encode();
      who = followed(who, canonical.order());
      List<Integer> taken = new ArrayList<>();
      for (int next : way) {
        canonical.decode(Arrays.copyOf(canonical.octets(), canonical.length()));
        taken.add(Step.renamed(bySteps[next], who));
        onTheWay.take(bySteps[next]);
        canonical.encode();
        who = followed(who, canonical.order());
      }
      if (last != NOBODY) {
        taken.add(Step.renamed(last, who));
      }
      return Counterexample.of(Exploration.this, options, taken, broken);
    }

    private int[] followed(int[] who, int[] order) {
      int[] next = new int[who.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = who[order[i]];
      }
      return next;
    }
  }
}
