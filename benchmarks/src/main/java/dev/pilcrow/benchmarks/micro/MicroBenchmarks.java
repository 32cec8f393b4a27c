package dev.pilcrow.benchmarks.micro;

import dev.pilcrow.benchmarks.peer.DescriptorLimit;
import dev.pilcrow.benchmarks.report.MicroFigure;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package. */
public final class MicroBenchmarks {
  private static final String PACKAGE = MicroBenchmarks.class.getPackageName();
  private static final int[] DESCRIPTORS = {1, 100, 1_000, 9_000};
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** How thoroughly. */
  public enum Depth {
    /** Whether they still work: once, in this process. */
    SMOKE(0, 0, 1, 1),
    SHORT(1, 3, 5, 300),
    FULL(3, 5, 5, 1_000);

    private final int forks;
    private final int warmUps;
    private final int measurements;
    private final int iterationMillis;

    Depth(int forks, int warmUps, int measurements, int iterationMillis) {
      this.forks = forks;
      this.warmUps = warmUps;
      this.measurements = measurements;
      this.iterationMillis = iterationMillis;
    }
  }

  private MicroBenchmarks() {}

  /**
   * Runs those whose names the expression finds; says on stderr how far it is.
   *
   * @throws IOException if one throws, or there is none
   */
  public static List<MicroFigure> run(String regex, Depth depth) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // where JMH says how far it is
    try {
      List<MicroFigure> figures = new ArrayList<>();
      for (RunResult result : new Runner(options(regex, depth).build()).run()) {
        figures.add(figure(result));
      }
      return figures;
    } catch (RunnerException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      System.setOut(out);
    }
  }

  private static ChainedOptionsBuilder options(String regex, Depth depth) {
    TimeValue time = TimeValue.milliseconds(depth.iterationMillis);
    return new OptionsBuilder()
        .include("\\Q" + PACKAGE + "\\E\\..*(?:" + regex + ")")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(depth.forks)
        .warmupIterations(depth.warmUps)
        .warmupTime(time)
        .measurementIterations(depth.measurements)
        .measurementTime(time)
        .param("descriptors", possibleDescriptors())
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(depth == Depth.SMOKE ? VerboseMode.SILENT : VerboseMode.NORMAL);
  }

  private static String[] possibleDescriptors() {
    return IntStream.of(DESCRIPTORS)
        .filter(
            descriptors -> {
              boolean possible = DescriptorLimit.allows(descriptors);
              if (!possible) {
                System.err.printf(
                    "skipped: a poller of %d descriptors, RLIMIT_NOFILE is %d%n",
                    descriptors, DescriptorLimit.limit());
              }
              return possible;
            })
        .mapToObj(Integer::toString)
        .toArray(String[]::new);
  }

  @SuppressWarnings("rawtypes") // getSecondaryResults() gives raw ones
  private static MicroFigure figure(RunResult result) {
    StringJoiner name = new StringJoiner(" ");
    name.add(result.getParams().getBenchmark().substring(PACKAGE.length() + 1));
    Collection<String> parameters = result.getParams().getParamsKeys();
    for (String parameter : parameters) {
      name.add(parameter + "=" + result.getParams().getParam(parameter));
    }
    Result<?> score = result.getPrimaryResult();
    double allocated =
        result.getSecondaryResults().entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(ALLOCATED))
            .mapToDouble(entry -> entry.getValue().getScore())
            .findFirst()
            .orElse(Double.NaN);
    return new MicroFigure(
        name.toString(), score.getScore(), score.getScoreError(), score.getScoreUnit(), allocated);
  }
}
