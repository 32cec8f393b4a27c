package dev.pilcrow.simulator.check;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The simulated kernel is the real one, as far as any program can tell. */
class KernelCheckProperties {
  private static final int SEQUENCES = 100;

  /** The check shrinks the calls themselves; a smaller seed would not be a simpler one. */
  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void any_sequence_of_calls_answers_alike_on_both_kernels(@ForAll long seed) throws IOException {
    try (KernelCheck check = KernelCheck.open()) {
      CheckReport report = check.run(seed, SEQUENCES, done -> {});
      assertNull(report.divergence(), () -> String.valueOf(report.divergence()));
    }
  }
}
