package dev.pilcrow.simulator.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.simulator.campaign.Campaign;
import dev.pilcrow.simulator.campaign.Shard;
import dev.pilcrow.simulator.campaign.Totals;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.choice.TapedChoices;
import dev.pilcrow.simulator.choice.Tapes;
import dev.pilcrow.simulator.replay.Finding;
import dev.pilcrow.simulator.run.RunResult;
import dev.pilcrow.simulator.trace.Mermaid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogExperimentTest {
  private static final LogExperiment HASTY = new LogExperiment(Lines::hasty);
  private static final LogExperiment PATIENT = new LogExperiment(Lines::patient);

  @Test
  void a_collector_that_takes_reads_for_whole_records_is_found_out() {
    List<Long> failed = new ArrayList<>();
    new Campaign(HASTY, false)
        .run(
            1,
            20,
            Shard.WHOLE,
            () -> true,
            (seed, result) -> {
              if (result.failure() != null) {
                failed.add(seed);
              }
            });

    Finding finding = Finding.of(HASTY, new SeededChoices(failed.get(0)));

    assertTrue(finding.title().startsWith("WrongRecord: "), finding.title());
    assertTrue(finding.tapes().length() <= 8, () -> finding.tapes().toLines().toString());
    assertTrue(Mermaid.of(finding.story()).contains("/tmp/log"));
  }

  /** What was found, kept. */
  @Test
  void a_read_that_ends_within_a_record_is_no_record() {
    TapedChoices found = new TapedChoices(Tapes.parse(List.of("tape w1 7 0 19 11")));

    assertNotNull(HASTY.run(found).failure());
    assertNull(PATIENT.run(found).failure());
  }

  @Test
  void the_patient_collector_loses_nothing() {
    Totals totals =
        new Campaign(PATIENT, true)
            .run(1, 2_000, Shard.WHOLE, () -> true, (seed, result) -> assertKept(seed, result));

    assertEquals(0, totals.failures(), totals::toString);
  }

  private static void assertKept(long seed, RunResult result) {
    assertNull(result.failure(), () -> "seed " + seed);
  }
}
