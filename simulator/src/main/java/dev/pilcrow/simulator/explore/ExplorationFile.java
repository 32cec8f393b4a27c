package dev.pilcrow.simulator.explore;

import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.trace.Story;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some steps of an explored configuration as a file of text.
 *
 * <pre>
 *   pilcrow-exploration 1
 *   options --clients 2 --frames 1 --mode chat --faults crash
 *   step alice registers
 *   step hub turns
 * </pre>
 *
 * Lines that begin with {@code #} say nothing.
 *
 * @param options what was explored
 * @param steps in order
 */
public record ExplorationFile(ExploreOptions options, List<String> steps) {
  private static final String HEAD = "pilcrow-exploration 1";
  private static final String OPTIONS = "options ";
  private static final String STEP = "step ";

  public ExplorationFile {
    steps = List.copyOf(steps);
  }

  /** Whether these lines, the comments apart, begin as those of such a file. */
  public static boolean isOne(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .findFirst()
        .filter(HEAD::equals)
        .isPresent();
  }

  /**
   * Reads a file's lines.
   *
   * @throws IllegalArgumentException if they are none of an exploration; the message says why
   */
  public static ExplorationFile parse(List<String> lines) {
    if (!isOne(lines)) {
      throw new IllegalArgumentException("it does not begin with \"" + HEAD + '"');
    }
    ExploreOptions options = ExploreOptions.parse("");
    List<String> steps = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(OPTIONS)) {
        options = ExploreOptions.parse(line.substring(OPTIONS.length()));
      } else if (line.startsWith(STEP)) {
        steps.add(line.substring(STEP.length()));
      } else if (!line.isBlank() && !line.startsWith("#") && !line.equals(HEAD)) {
        throw new IllegalArgumentException("not a line of an exploration: \"" + line + '"');
      }
    }
    return new ExplorationFile(options, steps);
  }

  /** The file's lines. */
  public List<String> toLines() {
    List<String> lines = new ArrayList<>();
    lines.add(HEAD);
    lines.add(OPTIONS + options);
    steps.forEach(step -> lines.add(STEP + step));
    return lines;
  }

  /** Takes the steps again; as {@link Explorer#replay}. */
  public @Nullable PromiseBroken replay() {
    return replay(new Story());
  }

  /** The same, told. */
  public @Nullable PromiseBroken replay(Story story) {
    return Explorer.of(options, (states, frontier, transitions) -> {}).replay(steps, story);
  }
}
