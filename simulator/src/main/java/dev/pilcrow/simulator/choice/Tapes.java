package dev.pilcrow.simulator.choice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was chosen in a run: a {@link Tape} for each component that chose.
 *
 * <p>A component is known by the names of the forks that lead to it, joined by {@code /}; the
 * choices that everything is forked from have the empty name. Written as text, a line each:
 *
 * <pre>
 *   tape client-1/script 3 0 0 7*4 1
 * </pre>
 *
 * where {@code 7*4} is {@code 7 7 7 7}.
 */
public final class Tapes {
  private static final String WORD = "tape";

  /** More equal choices than this in a row are a mistake in a file. */
  private static final int MAX_REPEAT = 100_000_000;

  private final SortedMap<String, Tape> byComponent = new TreeMap<>();

  /** The components, by name. */
  public SortedMap<String, Tape> byComponent() {
    return Collections.unmodifiableSortedMap(byComponent);
  }

  /** How many choices there are in all. */
  public long length() {
    return byComponent.values().stream().mapToLong(Tape::length).sum();
  }

  /** The component's tape; an empty one, not kept, if it has none. */
  public Tape of(String component) {
    return byComponent.getOrDefault(component, new Tape());
  }

  /** Whether there is a tape of this component, or of one that was forked from it. */
  boolean knows(String component) {
    return byComponent.keySet().stream().anyMatch(name -> Forks.isFrom(component, name));
  }

  /** The same with another tape for one component; null takes it out. */
  public Tapes with(String component, @Nullable Tape tape) {
    Tapes changed = new Tapes();
    changed.byComponent.putAll(byComponent);
    if (tape == null) {
      changed.byComponent.remove(component);
    } else {
      changed.byComponent.put(component, tape);
    }
    return changed;
  }

  /** The same without tame choices at the ends, and without tapes that hold no others. */
  public Tapes trimmed() {
    Tapes changed = new Tapes();
    byComponent.forEach(
        (component, tape) -> {
          Tape trimmed = tape.trimmed();
          if (trimmed.length() > 0) {
            changed.byComponent.put(component, trimmed);
          }
        });
    return changed;
  }

  /** A line of text for each component. */
  public List<String> toLines() {
    List<String> lines = new ArrayList<>();
    byComponent.forEach((component, tape) -> lines.add(line(component, tape)));
    return lines;
  }

  /**
   * Reads lines as {@link #toLines} writes them.
   *
   * @throws IllegalArgumentException if one is none; the message says which
   */
  public static Tapes parse(List<String> lines) {
    Tapes tapes = new Tapes();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words.length < 2 || !words[0].equals(WORD)) {
        throw new IllegalArgumentException("not a tape: \"" + line + "\"");
      }
      Tape tape = new Tape();
      for (int i = 2; i < words.length; i++) {
        addRun(tape, words[i], line);
      }
      if (tapes.byComponent.put(words[1], tape) != null) {
        throw new IllegalArgumentException("a second tape for \"" + words[1] + "\"");
      }
    }
    return tapes;
  }

  /** The tape that a component's choices are recorded on. */
  Tape record(String component) {
    return byComponent.computeIfAbsent(component, name -> new Tape());
  }

  private static String line(String component, Tape tape) {
    StringBuilder line = new StringBuilder(WORD).append(' ').append(component);
    int[] values = tape.toArray();
    int from = 0;
    while (from < values.length) {
      int to = from + 1;
      while (to < values.length && values[to] == values[from]) {
        to++;
      }
      line.append(' ').append(values[from]);
      if (to - from > 1) {
        line.append('*').append(to - from);
      }
      from = to;
    }
    return line.toString();
  }

  private static void addRun(Tape tape, String word, String line) {
    int star = word.indexOf('*');
    int value = number(star < 0 ? word : word.substring(0, star));
    int times = star < 0 ? 1 : number(word.substring(star + 1));
    if (value < 0 || times < 1 || times > MAX_REPEAT) {
      throw new IllegalArgumentException("not a choice: \"" + word + "\" in \"" + line + "\"");
    }
    for (int i = 0; i < times; i++) {
      tape.add(value);
    }
  }

  /** The number that a text is; -1 if it is none. */
  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
