package dev.pilcrow.simulator.replay;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.run.HubExperiment;
import dev.pilcrow.simulator.run.RunOptions;
import dev.pilcrow.simulator.run.RunResult;
import dev.pilcrow.simulator.trace.Mermaid;
import dev.pilcrow.simulator.trace.SequenceDiagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  /**
   * Writes NAME.replay, NAME.svg, NAME.mmd and NAMETest.java.
   *
   * @param directory is made if it is missing
   * @param name a Java identifier
   * @return the replay file
   * @throws IOException if a file cannot be written; one that exists is not written over
   */
  public Path write(Path directory, String name) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(name + ".replay");
    List<String> lines = replay.toLines();
    create(file, "# " + failure(result).getMessage() + "\n" + String.join("\n", lines) + "\n");
    create(directory.resolve(name + ".svg"), svg);
    create(directory.resolve(name + ".mmd"), story);
    create(directory.resolve(name + "Test.java"), test(name + "Test"));
    return file;
  }

  private static void create(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
  }

  private static PromiseBroken failure(RunResult result) {
    PromiseBroken failure = result.failure();
    if (failure == null) {
      throw new IllegalArgumentException("a run that does not fail is not reported");
    }
    return failure;
  }
}
