package dev.pilcrow.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.benchmarks.load.Pace;
import dev.pilcrow.benchmarks.micro.MicroBenchmarks;
import dev.pilcrow.benchmarks.micro.MicroBenchmarks.Depth;
import dev.pilcrow.benchmarks.peer.Peers;
import dev.pilcrow.benchmarks.run.Driver;
import dev.pilcrow.benchmarks.run.Plan;
import dev.pilcrow.benchmarks.run.Progress;
import dev.pilcrow.benchmarks.run.Session;
import dev.pilcrow.benchmarks.run.Stage;
import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Row;
import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.benchmarks.work.Works;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark once, as short as it can be: whether it works, not how fast. */
class SmokeTest {
  private static final List<String> FAST_START = List.of("-XX:TieredStopAtLevel=1");

  @ParameterizedTest(name = "{0} with {1}, load from {2}")
  @MethodSource("runs")
  void every_frame_of_every_work_arrives_with_every_peer(String work, String peer, Driver driver)
      throws IOException, InterruptedException {
    Plan plan = new Plan(List.of(Work.parse(work)), List.of(Peers.named(peer)), 1, Pace.SMOKE, 0);
    Stage stage = new Stage(driver, Pace.SMOKE, FAST_START);
    PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);

    Row row = new Session(plan, stage, new Progress(silence, true)).run(rows -> {}).get(0);

    String skipped = row.skipped();
    Assumptions.assumeTrue(skipped == null, skipped);
    assertNull(row.failure());
    assertTrue(row.median(row.work().primary()) > 0);
    assertFalse(Double.isNaN(row.median(Metric.HUB_CPU_NANOS)));
  }

  static Stream<Arguments> runs() {
    return Works.SMOKE.stream().map(Work::id).flatMap(SmokeTest::runsOf);
  }

  private static Stream<Arguments> runsOf(String work) {
    return Stream.concat(
        Peers.ALL.stream().map(peer -> Arguments.of(work, peer.id(), Driver.JAVA)),
        Stream.of("pilcrow", "c-tee").map(peer -> Arguments.of(work, peer, Driver.C)));
  }

  @Test
  void every_micro_benchmark_runs() throws IOException {
    assertFalse(MicroBenchmarks.run(".*", Depth.SMOKE).isEmpty());
  }
}
