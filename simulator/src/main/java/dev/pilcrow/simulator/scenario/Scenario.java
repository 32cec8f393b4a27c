package dev.pilcrow.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a hub and its clients do, one after the other. As text:
 *
 * <pre>
 *   scenario everyone hears what is said in a chat
 *     hub starts chat
 *     alice connects
 *     bob connects
 *     alice says hello
 *     bob hears alice: hello
 * </pre>
 *
 * <p>Each step begins when all that the ones before it have brought about has been done, so the
 * order of causes is all that a scenario says: nothing in it takes a time. What waits for a
 * deadline is waited for by {@code hears}.
 *
 * @param name a sentence
 */
public record Scenario(String name, List<Step> steps) {
  private static final String WORD = "scenario ";
  private static final String RESOURCE = "named.scenarios";

  public Scenario {
    steps = List.copyOf(steps);
  }

  /** The scenarios that come with the simulator: all that docs/protocol.md promises, in small. */
  public static List<Scenario> named() {
    try (InputStream resource = Scenario.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE);
      }
      return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads scenarios as {@link #toString} writes them, one after the other. Blank lines, and those
   * that begin with {@code #}, are nothing; how far a line is indented does not matter.
   *
   * @throws IllegalArgumentException if a line is no step; the message says which
   */
  public static List<Scenario> parse(String text) {
    List<Scenario> scenarios = new ArrayList<>();
    String name = null;
    List<Step> steps = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith(WORD)) {
        if (name != null) {
          scenarios.add(new Scenario(name, steps));
        }
        name = line.substring(WORD.length());
        steps = new ArrayList<>();
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        if (name == null) {
          throw new IllegalArgumentException("a step before the first scenario: \"" + line + "\"");
        }
        steps.add(Step.parse(line));
      }
    }
    if (name != null) {
      scenarios.add(new Scenario(name, steps));
    }
    return scenarios;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(WORD).append(name).append('\n');
    for (Step step : steps) {
      text.append("  ").append(step).append('\n');
    }
    return text.toString();
  }
}
