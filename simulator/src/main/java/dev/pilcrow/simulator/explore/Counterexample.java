package dev.pilcrow.simulator.explore;

import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.trace.FailureFiles;
import dev.pilcrow.simulator.trace.Mermaid;
import dev.pilcrow.simulator.trace.SequenceDiagram;
import dev.pilcrow.simulator.trace.Story;
import java.util.ArrayList;
import java.util.List;

/**
 * How a promise is broken, in as few steps as can be.
 *
 * @param options of what was explored
 * @param broken the promise
 * @param steps a line of text each, in order
 * @param story who told whom what
 */
public record Counterexample(
    ExploreOptions options, PromiseBroken broken, List<String> steps, Story story) {

  public Counterexample {
    steps = List.copyOf(steps);
  }

  /**
   * @param found which promise is broken after the steps, if none is by the last of them; it may
   *     speak of clients by other names, for which symmetry has taken them
   */
  static Counterexample of(
      Exploration exploration, ExploreOptions options, List<Integer> steps, PromiseBroken found) {
    Story story = new Story();
    PromiseBroken broken = found;
    List<String> lines = new ArrayList<>();
    World world = exploration.world();
    StepTeller teller = new StepTeller(world, story);
    for (int step : steps) {
      lines.add(Step.text(step));
      PromiseBroken byStep = teller.take(step);
      broken = byStep == null ? broken : byStep;
    }
    story.befell("hub", broken.promise() + ": " + broken.getMessage());
    return new Counterexample(options, broken, lines, story);
  }

  /** The promise, and how it was broken. */
  public String title() {
    return broken.promise() + ": " + broken.getMessage();
  }

  /** To be kept, and replayed. */
  public ExplorationFile file() {
    return new ExplorationFile(options, steps);
  }

  /** A JUnit test that fails as long as the promise is broken. */
  public String test(String className) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        package dev.pilcrow.simulator.found;

        import static org.junit.jupiter.api.Assertions.assertNull;

        import dev.pilcrow.simulator.explore.ExplorationFile;
        import org.junit.jupiter.api.Test;

        /** %s */
        class %s {
          @Test
          void holds() {
            ExplorationFile found =
                ExplorationFile.parse(
                    \"""
        """
            .formatted(title().replace("*/", "* /"), className));
    for (String line : file().toLines()) {
      text.append("            ").append(line).append('\n');
    }
    text.append(
        """
                    \"""
                        .lines()
                        .toList());

            assertNull(found.replay());
          }
        }
        """);
    return text.toString();
  }

  /** As files. */
  public FailureFiles files() {
    return new FailureFiles(title(), file().toLines(), svg(), mermaid(), this::test);
  }

  /** As a Mermaid sequence diagram. */
  public String mermaid() {
    return Mermaid.of(story);
  }

  /** As a drawing. */
  public String svg() {
    return SequenceDiagram.svg(title(), story);
  }
}
