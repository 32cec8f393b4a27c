package dev.pilcrow.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.simulator.choice.SeededChoices;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Scenarios, and octets, are what their text says. */
class ScenarioProperties {

  @Property(tries = 200)
  void a_drawn_scenario_is_read_as_it_was_written(@ForAll long seed) {
    Scenario drawn = DrawnScenario.draw("drawn", new SeededChoices(seed));
    assertEquals(List.of(drawn), Scenario.parse(drawn.toString()));
  }

  @Property
  void octets_that_are_not_cut_are_read_as_they_were_written(@ForAll byte[] octets) {
    String text = Spelling.of(octets);
    if (!text.contains("...")) {
      assertEquals(text, Spelling.of(Spelling.octets(text, word -> word)));
    }
  }

  @Property(tries = 1)
  void what_is_no_step_is_refused_in_words() {
    for (String line : List.of("alice", "alice dances", "alice dies twice", "alice saysnothing")) {
      assertThrows(IllegalArgumentException.class, () -> Step.parse(line), line);
    }
    assertThrows(IllegalArgumentException.class, () -> Scenario.parse("alice dies"));
  }
}
