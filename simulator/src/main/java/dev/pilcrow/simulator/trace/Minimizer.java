package dev.pilcrow.simulator.trace;

import dev.pilcrow.simulator.choice.Tape;
import dev.pilcrow.simulator.choice.Tapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing run simpler, as long as it still fails in the same way: components are dropped,
 * tapes cut, choices made tame, those that stay made smaller; much at once before little.
 *
 * <p>That is delta debugging (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing
 * input", 2002) on choices instead of input: since every tape gives a run, no try is wasted on
 * something invalid.
 */
public final class Minimizer {
  private final Predicate<Tapes> stillFails;
  private final int maxRuns;
  private Tapes best;
  private int runs;

  private Minimizer(Tapes failing, Predicate<Tapes> stillFails, int maxRuns) {
    this.best = failing.trimmed();
    this.stillFails = stillFails;
    this.maxRuns = maxRuns;
  }

  /**
   * The simplest that was found.
   *
   * @param failing what fails
   * @param stillFails runs a candidate; true if it fails in the same way
   * @param maxRuns how often that is asked at most
   */
  public static Tapes minimize(Tapes failing, Predicate<Tapes> stillFails, int maxRuns) {
    return new Minimizer(failing, stillFails, maxRuns).minimize();
  }

  private Tapes minimize() {
    long before;
    do {
      before = weight(best);
      dropComponents();
      components().forEach(this::cut);
      for (int pieces = 1; tame(pieces); pieces *= 2) {}
      for (int pieces = 2; takeOut(pieces); pieces *= 2) {}
      components().forEach(this::lower);
    } while (weight(best) < before && !isEnough());
    return best;
  }

  /** Takes components away: half of them at once, then ever fewer. */
  private void dropComponents() {
    for (int size = (components().size() + 1) / 2; size > 0; size /= 2) {
      List<String> left = components();
      for (int from = 0; from < left.size() && !isEnough(); from += size) {
        Tapes without = best;
        for (String component : left.subList(from, Math.min(left.size(), from + size))) {
          without = without.with(component, null);
        }
        accept(without);
      }
    }
  }

  /** Takes the tail away, as much of it as can go. */
  private void cut(String component) {
    int keep = best.of(component).length();
    for (int cut = keep; cut > 0 && !isEnough(); ) {
      int[] values = best.of(component).toArray();
      int length = Math.max(0, values.length - cut);
      boolean shorter = values.length > 0 && accept(best.with(component, part(values, length)));
      cut = shorter ? Math.min(cut, best.of(component).length()) : cut / 2;
    }
  }

  /**
   * Sets pieces to 0, of all tapes before there are smaller ones of any: the run becomes short
   * while there is much to try.
   *
   * @param pieces how many there are of each tape
   * @return whether there are smaller ones
   */
  private boolean tame(int pieces) {
    boolean smaller = false;
    for (String component : components()) {
      int size = Math.max(1, best.of(component).length() / pieces);
      smaller |= size > 1;
      for (int from = 0; from < best.of(component).length() && !isEnough(); from += size) {
        Tape tape = best.of(component);
        int to = Math.min(tape.length(), from + size);
        if (!isTame(tape, from, to)) {
          int[] values = tape.toArray();
          Arrays.fill(values, from, to, 0);
          accept(best.with(component, Tape.of(values)));
        }
      }
    }
    return smaller && !isEnough();
  }

  /**
   * Takes pieces out, so that what was chosen behind them is chosen sooner.
   *
   * @param pieces how many there are of each tape
   * @return whether there are smaller ones
   */
  private boolean takeOut(int pieces) {
    boolean smaller = false;
    for (String component : components()) {
      int size = Math.max(1, best.of(component).length() / pieces);
      smaller |= size > 1;
      for (int from = 0; from < best.of(component).length() && !isEnough(); ) {
        int[] values = best.of(component).toArray();
        int to = Math.min(values.length, from + size);
        if (!accept(best.with(component, without(values, from, to)))) {
          from = to;
        }
      }
    }
    return smaller && !isEnough();
  }

  /** Makes each choice less: by as much as can be at first, then by ever less. */
  private void lower(String component) {
    for (int i = 0; i < best.of(component).length() && !isEnough(); i++) {
      int less = Integer.MAX_VALUE;
      while (less > 0 && best.of(component).get(i) > 1) {
        int[] values = best.of(component).toArray();
        less = Math.min(less, values[i] - 1);
        values[i] -= less;
        if (less > 0 && !accept(best.with(component, Tape.of(values)))) {
          less /= 2;
        }
      }
    }
  }

  private boolean accept(Tapes candidate) {
    Tapes trimmed = candidate.trimmed();
    if (isEnough() || weight(trimmed) >= weight(best)) {
      return false;
    }
    runs++;
    if (stillFails.test(trimmed)) {
      best = trimmed;
      return true;
    }
    return false;
  }

  /** Each pass asks: a tape may be millions long, and is copied for each try. */
  private boolean isEnough() {
    return runs >= maxRuns;
  }

  private List<String> components() {
    return new ArrayList<>(best.byComponent().keySet());
  }

  private static Tape part(int[] values, int length) {
    return Tape.of(Arrays.copyOf(values, length));
  }

  private static Tape without(int[] values, int from, int to) {
    int[] left = Arrays.copyOf(values, values.length - (to - from));
    System.arraycopy(values, to, left, from, values.length - to);
    return Tape.of(left);
  }

  private static boolean isTame(Tape tape, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tape.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** What is to become less: first the choices that are not tame, then the length and the sizes. */
  private static long weight(Tapes tapes) {
    long weight = 0;
    for (Tape tape : tapes.byComponent().values()) {
      for (int value : tape.toArray()) {
        weight += value == 0 ? 1 : 1_000_000L + Math.min(value, 1_000);
      }
    }
    return weight;
  }
}
