package dev.pilcrow.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each scenario goes as it is written, on both kernels, and alike. */
class NamedScenariosTest {

  @TestFactory
  Stream<DynamicTest> on_both_kernels() {
    return Scenario.named().stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> play(scenario)));
  }

  @Test
  void each_has_a_name_of_its_own() {
    Set<String> names = new HashSet<>();
    List<String> twice =
        Scenario.named().stream().map(Scenario::name).filter(name -> !names.add(name)).toList();
    assertEquals(List.of(), twice);
  }

  private static void play(Scenario scenario) throws IOException {
    try (ScenarioCheck check = ScenarioCheck.open()) {
      Performance performance = check.play(scenario);
      assertNull(performance.fault(), performance::toString);
      assertEquals(List.of(), performance.real().unmet(), performance::toString);
    }
  }
}
