package dev.pilcrow.simulator.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.simulator.run.HubExperiment;
import dev.pilcrow.simulator.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CampaignTest {
  private final Campaign campaign = new Campaign(RunOptions.swarm(2, 500), false);

  @Test
  void shards_run_every_seed_once_between_them() {
    List<Long> seeds = new ArrayList<>();
    long events = 0;
    for (int index = 1; index <= 3; index++) {
      Totals part =
          campaign.run(100, 10, new Shard(index, 3), () -> true, (seed, result) -> seeds.add(seed));
      events += part.events();
    }

    assertEquals(10, new TreeSet<>(seeds).size());
    assertEquals(10, seeds.size());
    assertEquals(
        events, campaign.run(100, 10, Shard.WHOLE, () -> true, (seed, result) -> {}).events());
  }

  @Test
  void it_ends_when_it_may_not_go_on() {
    int[] left = {4};

    Totals totals =
        campaign.run(1, Long.MAX_VALUE, Shard.WHOLE, () -> left[0]-- > 0, (seed, result) -> {});

    assertEquals(4, totals.runs());
  }

  @Test
  void a_run_that_is_given_up_is_the_last_and_does_not_count() {
    RunOptions options = RunOptions.swarm(2, 500);
    int[] left = {2};
    List<Long> seeds = new ArrayList<>();
    Campaign given =
        new Campaign(
            new HubExperiment(options).asLongAs(events -> left[0] > 0 || events < 100), false);

    Totals totals =
        given.run(
            1,
            10,
            Shard.WHOLE,
            () -> true,
            (seed, result) -> {
              left[0]--;
              seeds.add(seed);
            });

    assertEquals(List.of(1L, 2L), seeds);
    assertEquals(
        campaign.run(1, 2, Shard.WHOLE, () -> true, (seed, result) -> {}).toString(),
        totals.toString());
  }

  @Test
  void running_everything_twice_gives_the_same() {
    Totals once = campaign.run(1, 5, Shard.WHOLE, () -> true, (seed, result) -> {});
    Totals twice =
        new Campaign(RunOptions.swarm(2, 500), true)
            .run(1, 5, Shard.WHOLE, () -> true, (seed, result) -> {});

    assertEquals(once.toString(), twice.toString());
    assertEquals(
        "5 runs, " + once.events() + " events, digest " + once.digestText() + ", 0 failures",
        once.toString());
  }

  @Test
  void what_is_no_shard_is_told() {
    assertEquals(new Shard(2, 8), Shard.parse("2/8"));
    for (String text : List.of("", "1", "0/3", "4/3", "a/b", "1/2/3", "-1/2")) {
      assertThrows(IllegalArgumentException.class, () -> Shard.parse(text), text);
    }
  }
}
