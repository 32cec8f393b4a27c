package dev.pilcrow.simulator.replay;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.run.HubExperiment;
import dev.pilcrow.simulator.run.RunOptions;
import dev.pilcrow.simulator.run.RunResult;
import dev.pilcrow.simulator.trace.FailureFiles;
import dev.pilcrow.simulator.trace.Mermaid;
import dev.pilcrow.simulator.trace.SequenceDiagram;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is made of a run that failed: the shortest run that fails in the same way, and from it a
 * file to replay, a drawing, and a test to paste.
 *
 * @param replay the minimized run
 * @param result how that ends
 * @param story what happens in it, as Mermaid
 * @param svg the same, drawn
 */
public record FailureReport(ReplayFile replay, RunResult result, String story, String svg) {
  /**
   * Runs a failing run again and again, ever shorter.
   *
   * @param choices the same as the run had, from their beginning
   * @param more makes, for each run, the oracles that it had beside the usual ones
   * @throws IllegalArgumentException if the run does not fail
   */
  public static FailureReport of(
      RunOptions options, Choices choices, Supplier<List<? extends Oracle>> more) {
    Finding finding = Finding.of(new HubExperiment(options, more), choices);
    return new FailureReport(
        new ReplayFile(options, finding.tapes()),
        finding.result(),
        Mermaid.of(finding.story()),
        SequenceDiagram.svg(finding.title(), finding.story()));
  }

  /** A JUnit test that fails as long as the run does. */
  public String test(String className) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        package dev.pilcrow.simulator.found;

        import static org.junit.jupiter.api.Assertions.assertNull;

        import dev.pilcrow.simulator.replay.ReplayFile;
        import org.junit.jupiter.api.Test;

        /** %s */
        class %s {
          @Test
          void holds() {
            ReplayFile replay =
                ReplayFile.parse(
                    \"""
        """
            .formatted(failure(result).getMessage().replace("*/", "* /"), className));
    for (String line : replay.toLines()) {
      text.append("            ").append(line.replace("\\", "\\\\")).append('\n');
    }
    text.append(
        """
                    \"""
                        .lines()
                        .toList());

            assertNull(replay.run().failure());
          }
        }
        """);
    return text.toString();
  }

  /** As files. */
  public FailureFiles files() {
    return new FailureFiles(failure(result).getMessage(), replay.toLines(), svg, story, this::test);
  }

  private static PromiseBroken failure(RunResult result) {
    PromiseBroken failure = result.failure();
    if (failure == null) {
      throw new IllegalArgumentException("a run that does not fail is not reported");
    }
    return failure;
  }
}
