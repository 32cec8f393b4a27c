package dev.pilcrow.simulator.example;

import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.run.Actor;

/**
 * A writer as an actor. A step writes a record, or tries to; it tries again a millisecond later.
 */
final class Writing extends Actor {
  private static final long RETRY_NANOS = 1_000_000;

  private final LogWriter writer;
  private final Choices choices;
  private final Ledger ledger;
  private int left;
  private long nextTryNanos;

  Writing(SimulatedProcess process, Choices choices, Ledger ledger) {
    super(process);
    this.writer = new LogWriter(process, LogExperiment.FIFO);
    this.choices = choices;
    this.ledger = ledger;
    this.left = choices.choose("how many records", 10);
  }

  @Override
  protected void step() {
    if (left == 0) {
      exit();
      return;
    }
    String record = name() + " " + left + "x".repeat(choices.choose("how long", 40));
    if (writer.log(record)) {
      ledger.onWritten(record);
      left--;
    } else {
      nextTryNanos = process().nanoTime() + RETRY_NANOS;
    }
  }

  @Override
  protected long timeoutNanos() {
    return Math.max(0, nextTryNanos - process().nanoTime());
  }
}
