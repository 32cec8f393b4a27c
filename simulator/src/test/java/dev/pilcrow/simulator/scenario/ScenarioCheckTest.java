package dev.pilcrow.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.simulator.choice.SeededChoices;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** The check itself: it gets where kernels differ, and says so in few steps. */
class ScenarioCheckTest {
  private static final int MANY = 60;
  private static final int FEW = 20;
  private static final int FEW_STEPS = 4;

  /** A real kernel on which nobody can take a name away. */
  private static Kernel withoutUnlink() {
    Kernel real = new NativeKernel();
    return (Kernel)
        Proxy.newProxyInstance(
            ScenarioCheckTest.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, called, arguments) ->
                called.getName().equals("unlinkAt") ? (Object) 0 : called.invoke(real, arguments));
  }

  @Test
  void drawn_scenarios_go_alike_on_both_kernels() throws IOException {
    try (ScenarioCheck check = ScenarioCheck.open()) {
      ScenarioReport report = check.run(1, MANY, done -> {});
      assertNull(report.faulty(), report::toString);
      assertEquals(MANY, report.scenarios());
    }
  }

  @Test
  void a_difference_is_found_and_shown_in_few_steps() throws IOException {
    try (ScenarioCheck check = ScenarioCheck.open(withoutUnlink())) {
      ScenarioReport report = check.run(1, FEW, done -> {});
      Performance faulty = report.faulty();
      assertNotNull(faulty);
      assertTrue(faulty.scenario().steps().size() <= FEW_STEPS, faulty::toString);
      assertTrue(String.valueOf(faulty.fault()).startsWith("simulated and real differ: "));
    }
  }

  @Test
  void the_same_seed_draws_the_same() {
    assertEquals(
        DrawnScenario.draw("drawn", new SeededChoices(5)),
        DrawnScenario.draw("drawn", new SeededChoices(5)));
  }
}
