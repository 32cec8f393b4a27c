package dev.pilcrow.simulator.explore;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.Odometer;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.oracle.LivenessOracle.Stuck;
import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.run.Interleaving;
import dev.pilcrow.simulator.run.LoopStage;
import dev.pilcrow.simulator.run.StoryTeller;
import dev.pilcrow.simulator.state.StateImage;
import dev.pilcrow.simulator.trace.Story;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks every interleaving of the hub's whole loop and a few clients over the simulated kernel, as
 * {@link Exploration} does for the hub alone. Nothing can be put back into a state here, so each
 * state is reached anew, from the beginning, by the choices that led to it first; from there an
 * {@link Odometer} takes every move.
 *
 * <p>States are looked at where nobody is in the middle of a step. First those are gone on from
 * that are reached without preemption, then those that need one, and so on, each breadth first: so
 * a state is gone on from once, with as many preemptions left as can be. A promise is broken by few
 * moves, if not always by the fewest.
 *
 * <p>Single-threaded. The same options give the same verdict, states and numbers every time.
 */
public final class LoopExploration implements Explorer {
  private static final String HUB = "hub";

  /** More than any configuration needs. */
  private static final int MOVES_TO_REST = 10_000;

  private static final int MOVES_BETWEEN_REPORTS = 1 << 8;

  private final ExploreOptions options;
  private UnaryOperator<Kernel> between = UnaryOperator.identity();
  private Listener listener = (states, frontier, transitions) -> {};

  /** All states, once they are known. */
  private @Nullable Walk walked;

  private LoopExploration(ExploreOptions options) {
    if (options.level() != Level.LOOP) {
      throw new IllegalArgumentException("not at level loop: " + options);
    }
    this.options = options;
  }

  /** Of that configuration, which must be at level loop. */
  public static LoopExploration of(ExploreOptions options) {
    return new LoopExploration(options);
  }

  /** The same, told of. */
  public LoopExploration toldTo(Listener told) {
    listener = told;
    return this;
  }

  /**
   * The same with something between the hub and its kernel. What it keeps from one call to the next
   * is part of the state, and must be such as a {@link StateImage} finds.
   */
  public LoopExploration through(UnaryOperator<Kernel> kernel) {
    between = kernel;
    return this;
  }

  @Override
  public Verdict run() {
    Walk walk = new Walk();
    Verdict verdict = walk.run();
    walked = verdict.counterexample() == null ? walk : null;
    return verdict;
  }

  /**
   * {@inheritDoc}
   *
   * <p>These are runs as the simulator makes them: who steps, who comes in between, how often, and
   * who is killed in a call is drawn, and nothing bounds how often.
   */
  @Override
  public Coverage cover(long walks, long seed, Coverage.Listener told) {
    if (walked == null) {
      run();
    }
    Walk all = walked;
    if (all == null) {
      throw new IllegalStateException("a promise is broken: its states are not all known");
    }
    return all.cover(walks, new SeededChoices(seed), told);
  }

  @Override
  public @Nullable PromiseBroken replay(List<String> steps, Story story) {
    StepScript script = new StepScript(steps);
    try {
      LoopStage stage = stage(script, List.of(new StoryTeller(story)));
      Interleaving moves = interleave(stage, step -> tell(story, step));
      script.among(moves::moves);
      for (int i = 0; i < MOVES_TO_REST; i++) {
        if (moves.isOver() && script.isDone()) {
          stage.end();
          return null;
        }
        stage.advance();
      }
      return noRest();
    } catch (PromiseBroken e) {
      return e;
    }
  }

  private LoopStage stage(Choices choices, List<Oracle> more) {
    List<String> names = IntStream.range(0, options.clients()).mapToObj(Lexicon::name).toList();
    return new LoopStage(
        new LoopStage.Cast(names, options.frames(), options.mode(), between), choices, more);
  }

  private Interleaving interleave(LoopStage stage, @Nullable Consumer<String> told) {
    return stage.exhaustively(options.preemptions(), options.has(Hazard.CRASH), told);
  }

  /** Deaths; what is said the oracles hear. */
  private static void tell(Story story, String step) {
    if (step.contains(" is killed")) {
      int end = step.indexOf(' ');
      story.befell(step.substring(0, end), step.substring(end + 1));
    }
  }

  private static Stuck noRest() {
    return new Stuck("it never comes to rest, whatever is done");
  }

  /** One run, with all that it remembers of the states behind it. */
  private final class Walk {
    private static final int NOBODY = -1;

    private final Fingerprints seen = new Fingerprints(options.maxStates());
    private final StateImage image = new StateImage();
    private final List<Deque<Integer>> frontiers = new ArrayList<>();
    private final BitSet expanded = new BitSet();
    private final BitSet ends = new BitSet();

    /** By state: where it was come to from, by which choices, how many moves and preemptions. */
    private int[] parents = new int[1 << 10];

    private byte[][] scripts = new byte[1 << 10][];
    private short[] depths = new short[1 << 10];
    private byte[] preemptions = new byte[1 << 10];

    /** Moves that are neither deaths nor preempted. */
    private int[] tameFrom = new int[1 << 10];

    private int[] tameTo = new int[1 << 10];
    private int tame;
    private long transitions;
    private long calls;
    private long waiting;
    private long peak;

    Walk() {
      for (int i = 0; i <= options.preemptions(); i++) {
        frontiers.add(new ArrayDeque<>());
      }
    }

    Verdict run() {
      long begun = System.nanoTime();
      @Nullable Counterexample failure = walk();
      if (failure == null) {
        int state = Rest.firstWithoutEnd(tameFrom, tameTo, tame, ends, seen.size());
        failure = state == Rest.END ? null : trace(way(state), depths[state], noRest());
      }
      long nanos = System.nanoTime() - begun;
      return new Verdict(
          options, seen.size(), transitions, calls, histogram(), peak, nanos, failure);
    }

    private @Nullable Counterexample walk() {
      LoopStage beginning;
      try {
        beginning = stage(new Odometer(), List.of());
      } catch (PromiseBroken e) {
        return trace(new int[0], 0, e);
      }
      beginning.encode(image);
      meet(NOBODY, new int[0], 0);
      @Nullable Counterexample failure = null;
      for (Deque<Integer> frontier : frontiers) {
        while (failure == null && !frontier.isEmpty()) {
          int state = frontier.remove();
          waiting--;
          if (!expanded.get(state)) {
            expanded.set(state);
            failure = expand(state);
          }
        }
      }
      return failure;
    }

    /** Makes every move that can be made in a state. */
    private @Nullable Counterexample expand(int state) {
      int[] way = way(state);
      Odometer odometer = new Odometer(way);
      do {
        LoopStage stage = stage(odometer, List.of());
        Interleaving moves = interleave(stage, null);
        for (int i = 0; i < depths[state]; i++) {
          stage.advance();
        }
        boolean over = moves.isOver();
        int deaths = moves.deaths();
        int preempted = moves.preemptions();
        try {
          if (over) {
            stage.end();
            ends.set(state);
            return null;
          }
          stage.advance();
        } catch (PromiseBroken e) {
          return trace(odometer.chosen(), depths[state] + (over ? 0 : 1), e);
        } finally {
          calls += stage.calls();
        }
        stage.encode(image);
        int next = meet(state, odometer.chosen(), moves.preemptions());
        if (moves.deaths() == deaths && moves.preemptions() == preempted) {
          addTame(state, next);
        }
        if ((++transitions & (MOVES_BETWEEN_REPORTS - 1)) == 0) {
          listener.onProgress(seen.size(), waiting, transitions);
        }
      } while (odometer.next());
      return null;
    }

    /** The number of the state whose image was made last, reached in that way. */
    private int meet(int parent, int[] chosen, int preempted) {
      int before = seen.size();
      int number = seen.add(image.octets(), image.length());
      boolean isNew = number == before;
      if (isNew && number == parents.length) {
        int size = 2 * number;
        parents = Arrays.copyOf(parents, size);
        scripts = Arrays.copyOf(scripts, size);
        depths = Arrays.copyOf(depths, size);
        preemptions = Arrays.copyOf(preemptions, size);
      }
      if (isNew || (!expanded.get(number) && preempted < preemptions[number])) {
        parents[number] = parent;
        int known = parent == NOBODY ? 0 : way(parent).length;
        scripts[number] = new byte[chosen.length - known];
        for (int i = known; i < chosen.length; i++) {
          scripts[number][i - known] = (byte) chosen[i];
        }
        depths[number] = (short) (parent == NOBODY ? 0 : depths[parent] + 1);
        preemptions[number] = (byte) preempted;
        frontiers.get(preempted).add(number);
        waiting++;
        peak = Math.max(peak, waiting);
      }
      return number;
    }

    private void addTame(int from, int to) {
      if (tame == tameFrom.length) {
        tameFrom = Arrays.copyOf(tameFrom, 2 * tame);
        tameTo = Arrays.copyOf(tameTo, 2 * tame);
      }
      tameFrom[tame] = from;
      tameTo[tame++] = to;
    }

    /** All that is chosen on the way to a state. */
    private int[] way(int state) {
      int length = 0;
      for (int at = state; at != NOBODY; at = parents[at]) {
        length += scripts[at].length;
      }
      int[] way = new int[length];
      for (int at = state; at != NOBODY; at = parents[at]) {
        length -= scripts[at].length;
        for (int i = 0; i < scripts[at].length; i++) {
          way[length + i] = scripts[at][i];
        }
      }
      return way;
    }

    // ---- at random ----

    Coverage cover(long walks, Choices choices, Coverage.Listener told) {
      Fingerprints beyond = new Fingerprints(options.maxStates());
      BitSet reached = new BitSet();
      long walk = 0;
      for (; walk < walks && reached.cardinality() < seen.size(); walk++) {
        Choices drawn = choices.fork("run" + walk);
        LoopStage stage = stage(drawn.fork("scheduler"), List.of());
        stage.atRandom(drawn.fork("plan"), drawn.fork("faults"), options.has(Hazard.CRASH));
        do {
          stage.encode(image);
          int state = seen.find(image.octets(), image.length());
          if (state >= 0) {
            reached.set(state);
          } else {
            beyond.add(image.octets(), image.length());
          }
        } while (stage.advance());
        told.onWalk(walk + 1, reached.cardinality(), seen.size());
      }
      return new Coverage(walk, reached.cardinality(), seen.size(), beyond.size(), missed(reached));
    }

    private List<String> missed(BitSet reached) {
      return IntStream.range(0, seen.size())
          .filter(state -> !reached.get(state))
          .boxed()
          .sorted(Comparator.comparingInt(state -> depths[state]))
          .limit(Coverage.MAX_MISSED)
          .map(state -> String.join(", ", trace(way(state), depths[state], noRest()).steps()))
          .toList();
    }

    private List<Long> histogram() {
      List<Long> histogram = new ArrayList<>();
      for (int state = 0; state < seen.size(); state++) {
        while (histogram.size() <= depths[state]) {
          histogram.add(0L);
        }
        histogram.set(depths[state], histogram.get(depths[state]) + 1);
      }
      return histogram;
    }
  }

  /**
   * What is chosen, told.
   *
   * @param moves how many are made, the last of which may break the promise
   */
  private Counterexample trace(int[] chosen, int moves, PromiseBroken broken) {
    Story story = new Story();
    List<String> steps = new ArrayList<>();
    try {
      LoopStage stage = stage(new Odometer(chosen), List.of(new StoryTeller(story)));
      interleave(
          stage,
          step -> {
            steps.add(step);
            tell(story, step);
          });
      for (int i = 0; i < moves; i++) {
        stage.advance();
      }
    } catch (PromiseBroken e) {
      // it is the one that was found
    }
    story.befell(HUB, broken.promise() + ": " + broken.getMessage());
    return new Counterexample(options, broken, steps, story);
  }
}
