package dev.pilcrow.benchmarks.run;

import dev.pilcrow.benchmarks.load.Pace;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.work.Work;
import java.util.List;

/**
 * What is to be run.
 *
 * @param rounds how often each work is run with each peer
 * @param seed decides the order within the rounds
 */
public record Plan(List<Work> works, List<Peer> peers, int rounds, Pace pace, long seed) {
  public Plan {
    if (rounds < 1) {
      throw new IllegalArgumentException(rounds + " rounds: at least 1");
    }
  }
}
