package dev.pilcrow.simulator.example;

import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import dev.pilcrow.simulator.run.Actor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The collector as an actor. A step is a turn of its loop; it sleeps until there is one to make.
 */
final class Collecting extends Actor {
  private final Consumer<String> reads;
  private @Nullable LogCollector collector;

  Collecting(SimulatedProcess process, Consumer<String> reads) {
    super(process);
    this.reads = reads;
  }

  @Override
  protected void step() throws SystemCallException {
    if (collector == null) {
      collector = new LogCollector(process(), LogExperiment.FIFO, reads);
    }
    collector.turn(0);
  }

  @Override
  protected long timeoutNanos() {
    return collector == null ? 0 : Poller.FOREVER;
  }
}
