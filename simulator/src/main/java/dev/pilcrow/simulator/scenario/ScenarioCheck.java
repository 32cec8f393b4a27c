package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.choice.RecordedChoices;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.choice.TapedChoices;
import dev.pilcrow.simulator.choice.Tapes;
import dev.pilcrow.simulator.trace.Minimizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plays scenarios on the simulated kernel and on the machine's own, in a private directory made for
 * it: the same hub and the same clients, real FIFOs, real epoll.
 *
 * <pre>
 *   try (ScenarioCheck check = ScenarioCheck.open()) {
 *     ScenarioReport report = check.run(seed, 1_000, done -&gt; {});
 *   }
 * </pre>
 *
 * <p>Every participant has descriptors and a loop of its own; all loops are turned by one thread,
 * which is what makes the order of causes the same. To be killed is to have all descriptors closed
 * at once. Compared is, for each client, every frame or message, gap, error, goodbye and close
 * reason in its order; for each hub, what it would log and its counters at the end; and which files
 * are left. Not compared is how frames were bundled in reads; what is random is the same on both.
 *
 * <p>For one thread. Needs Linux. A user who is not privileged must not be near the limit of pipe
 * pages, which the simulated one does not share.
 */
public final class ScenarioCheck implements AutoCloseable {
  private static final int MAX_RUNS_TO_SHRINK = 500;

  private final Kernel real;
  private final Path directory;

  /** Hears how far a check is. */
  @FunctionalInterface
  public interface Progress {
    /** So many scenarios are done; called after each. */
    void onScenarios(long done);
  }

  /**
   * A check against the machine's own kernel.
   *
   * @throws IOException if no temporary directory can be made
   */
  public static ScenarioCheck open() throws IOException {
    return open(new NativeKernel());
  }

  /**
   * A check against another kernel that works on the machine's files.
   *
   * @throws IOException if no temporary directory can be made
   */
  public static ScenarioCheck open(Kernel real) throws IOException {
    return new ScenarioCheck(real, Files.createTempDirectory("pilcrow-scenario"));
  }

  private ScenarioCheck(Kernel real, Path directory) {
    this.real = real;
    this.directory = directory;
  }

  /** Plays one scenario on both kernels. */
  public Performance play(Scenario scenario) throws IOException {
    Path hubs = directory.resolve("hub");
    Transcript simulated = Stage.play(new SimulatedWorld(hubs.toString(), real.userId()), scenario);
    try {
      return new Performance(scenario, simulated, Stage.play(new RealWorld(real, hubs), scenario));
    } finally {
      remove(hubs);
    }
  }

  /**
   * Draws scenarios and plays them, until the first that goes wrong. The same seed draws the same.
   *
   * @throws IOException if the directory cannot be put in order between scenarios
   */
  public ScenarioReport run(long seed, long scenarios, Progress progress) throws IOException {
    SeededChoices choices = new SeededChoices(seed);
    long steps = 0;
    long lines = 0;
    for (long i = 1; i <= scenarios; i++) {
      String name = "scenario " + i;
      Performance performance = play(DrawnScenario.draw(name, choices.fork(name)));
      steps += performance.scenario().steps().size();
      lines += performance.real().logs().values().stream().mapToLong(List::size).sum();
      if (performance.fault() != null) {
        return new ScenarioReport(seed, i, steps, lines, shrunk(name, choices.fork(name)));
      }
      progress.onScenarios(i);
    }
    return new ScenarioReport(seed, scenarios, steps, lines, null);
  }

  /** Removes the directory. */
  @Override
  public void close() throws IOException {
    remove(directory);
  }

  /** Plays ever shorter ones, as long as something goes wrong; the last that did. */
  private Performance shrunk(String name, Choices choices) throws IOException {
    Tapes tapes = new Tapes();
    Performance first = play(DrawnScenario.draw(name, new RecordedChoices(choices, tapes)));
    if (first.fault() == null) {
      return first;
    }
    Tapes least =
        Minimizer.minimize(tapes, candidate -> goesWrong(name, candidate), MAX_RUNS_TO_SHRINK);
    return play(DrawnScenario.draw(name, new TapedChoices(least)));
  }

  private boolean goesWrong(String name, Tapes tapes) {
    try {
      return play(DrawnScenario.draw(name, new TapedChoices(tapes))).fault() != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
