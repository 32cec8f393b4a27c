package dev.pilcrow.simulator.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.simulator.trace.Story;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the explorer finds in the whole loop, down to single system calls. */
class LoopExplorationTest {
  private static final ExploreOptions ALONE =
      ExploreOptions.ofLoop(1, 1, 2).withHazards(Set.of(Hazard.CRASH));

  @ParameterizedTest
  @EnumSource
  void a_wrong_transport_under_a_right_hub_is_found(WrongKernel wrong) {
    Counterexample found = Objects.requireNonNull(found(ALONE, wrong), wrong + " is not found");

    assertEquals(wrong.promise, found.broken().promise(), found.title() + found.steps());
    assertEquals(wrong.moves, found.steps().size(), found.title() + found.steps());
  }

  @ParameterizedTest
  @EnumSource
  void it_is_not_found_with_fewer_preemptions_than_it_takes(WrongKernel wrong) {
    assertNotNull(found(alone(wrong.preemptions), wrong));
    if (wrong.preemptions > 0) {
      assertNull(found(alone(wrong.preemptions - 1), wrong));
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_moves_break_the_promise_again(WrongKernel wrong) {
    Counterexample found = Objects.requireNonNull(found(ALONE, wrong));
    ExplorationFile file = ExplorationFile.parse(found.file().toLines());
    Story story = new Story();

    assertEquals(ALONE, file.options());
    assertEquals(
        found.broken().promise(),
        Objects.requireNonNull(
                LoopExploration.of(ALONE).through(wrong::between).replay(file.steps(), story))
            .promise());
    assertTrue(story.events().size() > 1, "it is told");
    assertNull(file.replay(), "the transport as it is keeps all promises");
  }

  @Test
  void what_happens_between_two_calls_is_told_with_its_place() {
    Counterexample found =
        Objects.requireNonNull(found(ALONE, WrongKernel.FORGETS_WHO_BROKE_THE_PIPE));

    assertEquals("alice registers", found.steps().get(0));
    assertEquals("hub turns", found.steps().get(1));
    String last = found.steps().get(2);
    assertTrue(last.matches("alice is killed, before call \\d+ of hub"), last);
    assertTrue(found.mermaid().contains("is killed"), found.mermaid());
    assertTrue(found.test("FoundTest").contains("step " + last));
  }

  @Test
  void more_preemptions_reach_no_fewer_states() {
    int before = 0;
    for (int preemptions = 0; preemptions <= 2; preemptions++) {
      Verdict verdict = LoopExploration.of(alone(preemptions)).run();
      assertNull(verdict.counterexample());
      assertTrue(verdict.states() >= before, preemptions + ": " + verdict.states());
      before = verdict.states();
    }
  }

  @Test
  void the_same_options_give_the_same_numbers() {
    Verdict one = LoopExploration.of(ALONE).run();
    Verdict two = LoopExploration.of(ALONE).run();

    assertEquals(one.states(), two.states());
    assertEquals(one.transitions(), two.transitions());
    assertEquals(one.calls(), two.calls());
    assertEquals(one.histogram(), two.histogram());
    assertEquals(one.states(), one.histogram().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void runs_at_random_reach_states_and_what_they_miss_is_told() {
    LoopExploration exploration = LoopExploration.of(ALONE);

    Coverage few = exploration.cover(1, 1, (walks, reached, states) -> {});
    Coverage many = exploration.cover(64, 1, (walks, reached, states) -> {});

    assertEquals(exploration.run().states(), few.states());
    assertEquals(few.states() - few.reached(), few.missed().size());
    assertTrue(many.reached() > few.reached(), "reached: " + many.reached());
  }

  @Test
  void a_move_that_is_not_possible_is_not_made() {
    List<String> steps = List.of("hub turns");
    LoopExploration exploration = LoopExploration.of(ALONE);

    assertThrows(IllegalArgumentException.class, () -> exploration.replay(steps, new Story()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--level loop --frames 0",
        "--level loop --faults partial",
        "--level loop --directs",
        "--level loop --preemptions 99",
        "--preemptions 1",
        "--level moon"
      })
  void what_is_no_configuration_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ExploreOptions.parse(text));
  }

  @Test
  void options_are_read_as_they_are_written() {
    assertEquals(ALONE, ExploreOptions.parse(ALONE.toString()));
    assertThrows(IllegalArgumentException.class, () -> LoopExploration.of(ExploreOptions.of(1, 1)));
  }

  private static ExploreOptions alone(int preemptions) {
    return ExploreOptions.ofLoop(1, 1, preemptions).withHazards(Set.of(Hazard.CRASH));
  }

  private static @Nullable Counterexample found(ExploreOptions options, WrongKernel wrong) {
    return LoopExploration.of(options).through(wrong::between).run().counterexample();
  }
}
