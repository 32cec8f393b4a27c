package dev.pilcrow.benchmarks.run;

import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.work.Row;
import dev.pilcrow.benchmarks.work.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Runs a plan, round by round. In each round each work is run with all peers one after the other,
 * in an order of its own: what changes on the machine meanwhile meets all of them alike.
 */
public final class Session {
  private final Plan plan;
  private final Stage stage;
  private final Progress progress;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> open = new ArrayList<>();
  private final List<Peer> peers = new ArrayList<>();

  public Session(Plan plan, Stage stage, Progress progress) {
    this.plan = plan;
    this.stage = stage;
    this.progress = progress;
  }

  /** Is told what has been found so far. */
  @FunctionalInterface
  public interface RoundListener {
    void onRound(List<Row> rows) throws IOException;
  }

  /**
   * Runs everything.
   *
   * @param listener called after each round
   * @return a row for each work and peer, in the order of the plan
   */
  public List<Row> run(RoundListener listener) throws IOException, InterruptedException {
    for (Work work : plan.works()) {
      for (Peer peer : plan.peers()) {
        add(work, peer);
      }
    }
    progress.begin(open.size() * plan.rounds());
    Random random = new Random(plan.seed());
    for (int round = 1; round <= plan.rounds(); round++) {
      for (int index : order(random)) {
        runOne(open.get(index), peers.get(index), round);
      }
      listener.onRound(rows);
    }
    progress.end();
    return rows;
  }

  private void add(Work work, Peer peer) {
    Row row = new Row(work, peer.id());
    rows.add(row);
    String why = stage.unavailable(peer, work);
    if (why != null) {
      row.skip(why);
      progress.skipped(row, why);
    } else {
      open.add(row);
      peers.add(peer);
    }
  }

  /** Work by work, the peers of each shuffled. */
  private List<Integer> order(Random random) {
    List<Integer> order = new ArrayList<>();
    for (Work work : plan.works()) {
      List<Integer> ofWork = new ArrayList<>();
      for (int i = 0; i < open.size(); i++) {
        if (open.get(i).work().equals(work)) {
          ofWork.add(i);
        }
      }
      Collections.shuffle(ofWork, random);
      order.addAll(ofWork);
    }
    return order;
  }

  /** A row that has failed is not run again: its figures would count for nothing. */
  private void runOne(Row row, Peer peer, int round) throws InterruptedException {
    progress.starting(row, round);
    if (row.failure() == null) {
      try {
        row.add(stage.run(peer, row.work()));
      } catch (IOException e) {
        row.fail(String.valueOf(e.getMessage()));
      }
    }
    progress.finished(row);
  }
}
