package dev.pilcrow.simulator.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a scenario on one kernel.
 *
 * @param logs of each participant, what it did and what it got, a line each
 * @param unmet steps that waited in vain, or that nobody was there to take
 * @param problems promises that were broken, whatever the scenario: a program that failed, a hub
 *     that did not end, a descriptor that was left open
 */
public record Transcript(
    Map<String, List<String>> logs, List<String> unmet, List<String> problems) {

  public Transcript {
    Map<String, List<String>> copies = new LinkedHashMap<>();
    logs.forEach((who, lines) -> copies.put(who, List.copyOf(lines)));
    logs = Collections.unmodifiableMap(copies);
    unmet = List.copyOf(unmet);
    problems = List.copyOf(problems);
  }

  /** Where it first differs from another one of the same scenario; null if nowhere. */
  @Nullable String difference(Transcript other) {
    for (String who : logs.keySet()) {
      List<String> ours = logs.get(who);
      List<String> theirs = other.logs.getOrDefault(who, List.of());
      for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
        String our = line(ours, i);
        String their = line(theirs, i);
        if (!our.equals(their)) {
          return "%s, line %d: \"%s\" and \"%s\"".formatted(who, i + 1, our, their);
        }
      }
    }
    if (!unmet.equals(other.unmet)) {
      return "in vain: " + unmet + " and " + other.unmet;
    }
    return problems.equals(other.problems) ? null : problems + " and " + other.problems;
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "(nothing)";
  }

  /** Each participant's lines under its name. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    logs.forEach(
        (who, lines) -> {
          text.append(who).append('\n');
          lines.forEach(line -> text.append("  ").append(line).append('\n'));
        });
    unmet.forEach(step -> text.append("in vain: ").append(step).append('\n'));
    problems.forEach(problem -> text.append("wrong: ").append(problem).append('\n'));
    return text.toString();
  }
}
