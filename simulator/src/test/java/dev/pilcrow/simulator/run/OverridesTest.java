package dev.pilcrow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.simulator.kernel.SystemCall;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private static class Counter implements CallWatch {
    @Override
    public void onCall(Actor actor, SystemCall call, int result) {}
  }

  /** What it does at a call it has from its superclass. */
  private static final class Heir extends Counter {
    @Override
    public void onExit(Actor actor) {}
  }

  private final CallWatch counter = new Counter();
  private final CallWatch heir = new Heir();
  private final CallWatch[] all = {heir, CallWatch.NONE, counter};

  @Test
  void those_with_a_method_of_their_own_stay_in_their_order() {
    assertArrayEquals(
        new CallWatch[] {heir, counter}, Overrides.of(all, CallWatch.class, "onCall"));
    assertArrayEquals(new CallWatch[] {heir}, Overrides.of(all, CallWatch.class, "onExit"));
    assertArrayEquals(new CallWatch[] {}, Overrides.of(all, CallWatch.class, "afterStep"));
  }

  @Test
  void a_method_that_there_is_not_is_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> Overrides.of(all, CallWatch.class, "onCalled"));
  }
}
