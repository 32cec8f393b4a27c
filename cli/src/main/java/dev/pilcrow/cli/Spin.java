package dev.pilcrow.cli;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SpinningPoller;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option by which a long-running command trades processor time for latency. */
final class Spin {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int MOST_MICROS = (int) (SpinningPoller.MAX_SPIN_NANOS / NANOS_PER_MICRO);

  @Option(
      names = "--spin",
      paramLabel = "MICROS",
      order = 9,
      description =
          "While waits are no longer than that, wait awake: faster answers for processor time."
              + " Default: never.")
  private int micros;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** The poller, or one that spins before it lets that one block. */
  Poller around(Poller poller, Kernel kernel) {
    return micros == 0
        ? poller
        : new SpinningPoller(poller, kernel, (long) micros * NANOS_PER_MICRO);
  }

  /** To be called before anything is opened. */
  void check() {
    if (spec != null && (micros < 0 || micros > MOST_MICROS)) {
      throw new ParameterException(
          spec.commandLine(), "--spin: microseconds, from 0 to " + MOST_MICROS);
    }
  }
}
