package dev.pilcrow.simulator.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who told whom what, and what befell them, in order: what a sequence diagram shows. */
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

  /** Octets went from one to another. */
  public void said(String from, String to, String text) {
    events.add(new Event(from, to, text));
  }

  /** Something befell somebody. */
  public void befell(String who, String text) {
    events.add(new Event(who, who, text));
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
