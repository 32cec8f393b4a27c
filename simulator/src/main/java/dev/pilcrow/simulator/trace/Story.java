package dev.pilcrow.simulator.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who told whom what, and what befell them, in order: what a sequence diagram shows. Of messages in
 * a row that are alike the first is told, and the others are counted.
 */
public final class Story {
  /**
   * One line of it.
   *
   * @param from who does it
   * @param to whom it reaches; {@code from} itself for what only befalls it
   * @param text one line
   */
  public record Event(String from, String to, String text) {
    boolean isNote() {
      return from.equals(to);
    }
  }

  private final List<Event> events = new ArrayList<>();

  /** What the last event is like. */
  private @Nullable Event kindOfLast;

  /** How many are told of by the last event, which counts; 0 if it tells of itself. */
  private int counted;

  /** Octets went from one to another, unlike any others but their equals. */
  public void said(String from, String to, String text) {
    said(from, to, text, text);
  }

  /**
   * Octets went from one to another.
   *
   * @param kind equal for messages that are alike
   */
  public void said(String from, String to, String text, String kind) {
    Event like = new Event(from, to, kind);
    if (!like.equals(kindOfLast)) {
      add(new Event(from, to, text), like);
      return;
    }
    if (counted > 0) {
      events.remove(events.size() - 1);
    }
    counted++;
    events.add(new Event(from, to, counted + " more like it"));
  }

  /** Something befell somebody. */
  public void befell(String who, String text) {
    add(new Event(who, who, text), null);
  }

  private void add(Event event, @Nullable Event kind) {
    events.add(event);
    kindOfLast = kind;
    counted = 0;
  }

  public List<Event> events() {
    return Collections.unmodifiableList(events);
  }

  /** All who appear, in the order in which they do. */
  public List<String> people() {
    Set<String> people = new LinkedHashSet<>();
    for (Event event : events) {
      people.add(event.from);
      people.add(event.to);
    }
    return new ArrayList<>(people);
  }
}
