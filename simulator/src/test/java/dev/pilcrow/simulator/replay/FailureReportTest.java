package dev.pilcrow.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.simulator.choice.RecordedChoices;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.choice.Tapes;
import dev.pilcrow.simulator.oracle.Mailbox;
import dev.pilcrow.simulator.oracle.Oracle;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.run.Fault;
import dev.pilcrow.simulator.run.RunOptions;
import dev.pilcrow.simulator.run.RunResult;
import dev.pilcrow.simulator.run.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureReportTest {
  private static final RunOptions OPTIONS =
      RunOptions.swarm(4, 3_000).withFaults(EnumSet.of(Fault.CRASH, Fault.EINTR));

  /** A promise that nobody gave: no client reads three frames that others have said. */
  private static final class NotThree implements Oracle {
    private static final class Three extends PromiseBroken {
      private static final long serialVersionUID = 1;

      Three() {
        super("somebody has read three frames");
      }
    }

    private int frames;

    @Override
    public void onFrame(Mailbox box, byte[] octets, int from, int to) {
      if (octets[from] == 'c' && ++frames == 3) {
        throw new Three();
      }
    }
  }

  private final FailureReport report =
      FailureReport.of(OPTIONS, new SeededChoices(1), () -> List.of(new NotThree()));

  @Test
  void the_shortest_run_still_fails_in_the_same_way() {
    Tapes recorded = new Tapes();
    Simulation.run(
        OPTIONS,
        new RecordedChoices(new SeededChoices(1), recorded),
        List.of(new NotThree()),
        null);

    RunResult result = report.replay().run(List.of(new NotThree()), null);

    assertEquals("Three", Objects.requireNonNull(result.failure()).promise());
    assertEquals(report.result().digest(), result.digest());
    long choices = report.replay().tapes().length();
    assertTrue(choices < recorded.length() / 10, choices + " of " + recorded.length() + " choices");
  }

  @Test
  void it_is_read_as_it_was_written() {
    ReplayFile read = ReplayFile.parse(report.replay().toLines());

    assertEquals(report.replay().options(), read.options());
    assertEquals(report.replay().toLines(), read.toLines());
  }

  @Test
  void it_is_told_drawn_and_made_a_test() {
    assertTrue(report.story().startsWith("sequenceDiagram\n"), report.story());
    assertTrue(report.story().contains("hub\u00b6welcome"), report.story());
    assertTrue(report.svg().contains("Three: somebody has read three frames"), report.svg());
    String test = report.test("Seed1Test");
    assertTrue(test.contains("class Seed1Test {"), test);
    for (String line : report.replay().toLines()) {
      assertTrue(test.contains("            " + line + "\n"), test);
    }
  }

  @Test
  void its_file_can_be_replayed(@TempDir Path directory) throws IOException {
    Path file = report.files().write(directory, "Seed1");

    assertEquals(report.replay().toLines(), ReplayFile.parse(Files.readAllLines(file)).toLines());
  }

  @Test
  void what_is_no_replay_file_is_told() {
    for (List<String> lines :
        List.of(
            List.<String>of(),
            List.of("something else"),
            List.of("pilcrow-replay 1"),
            List.of("pilcrow-replay 1", "clients x", "events 1", "mode chat"),
            List.of("pilcrow-replay 1", "nonsense"))) {
      assertThrows(IllegalArgumentException.class, () -> ReplayFile.parse(lines), lines::toString);
    }
    assertThrows(IllegalArgumentException.class, () -> ReplayFile.faults("crash,flod"));
  }
}
