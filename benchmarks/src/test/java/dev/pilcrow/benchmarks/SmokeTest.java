package dev.pilcrow.benchmarks;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.benchmarks.load.Pace;
import dev.pilcrow.benchmarks.micro.MicroBenchmarks;
import dev.pilcrow.benchmarks.micro.MicroBenchmarks.Depth;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.peer.Peers;
import dev.pilcrow.benchmarks.run.Stage;
import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Sample;
import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.benchmarks.work.Works;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark once, as short as it can be: whether it works, not how fast. */
class SmokeTest {
  private static final Stage STAGE = new Stage(Pace.SMOKE, List.of("-XX:TieredStopAtLevel=1"));

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("worksAndPeers")
  void every_frame_of_every_work_arrives_with_every_peer(String work, String peer)
      throws IOException, InterruptedException {
    Work parsed = Work.parse(work);
    Peer named = Peers.named(peer);
    String unavailable = named.unavailable(parsed);
    Assumptions.assumeTrue(unavailable == null, unavailable);

    Sample sample = STAGE.run(named, parsed);

    assertTrue(sample.figures().containsKey(parsed.primary()));
    assertTrue(sample.figures().containsKey(Metric.HUB_CPU_NANOS));
  }

  static Stream<Arguments> worksAndPeers() {
    return Works.SMOKE.stream()
        .flatMap(work -> Peers.ALL.stream().map(peer -> Arguments.of(work.id(), peer.id())));
  }

  @Test
  void every_micro_benchmark_runs() throws IOException {
    assertFalse(MicroBenchmarks.run(".*", Depth.SMOKE).isEmpty());
  }
}
