package dev.pilcrow.simulator.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the explorer finds, and how few steps it needs to show it. */
class ExplorationTest {
  private static final Set<Hazard> FOLDED =
      EnumSet.of(Hazard.CRASH, Hazard.PARTIAL, Hazard.GARBAGE);

  @ParameterizedTest
  @EnumSource
  void a_wrong_hub_is_found_by_a_shortest_example(WrongHub wrong) {
    ExploreOptions options = ExploreOptions.of(2, 1).withHazards(FOLDED);
    Counterexample found = found(options, wrong);

    assertEquals(wrong.promise, found.broken().promise());
    assertEquals(wrong.steps, found.steps().size(), found.title() + found.steps());
  }

  @ParameterizedTest
  @EnumSource
  void an_example_breaks_the_promise_again_when_it_is_replayed(WrongHub wrong) {
    ExploreOptions options = ExploreOptions.of(2, 1).withHazards(FOLDED);
    Counterexample found = found(options, wrong);

    ExplorationFile file = ExplorationFile.parse(found.file().toLines());
    assertEquals(found.steps(), file.steps());
    PromiseBroken again =
        Exploration.of(file.options()).through(wrong::between).replay(file.steps());
    assertEquals(found.title(), title(again));
    assertNull(file.replay(), "the hub as it is keeps all promises");
  }

  @ParameterizedTest
  @EnumSource
  void symmetry_changes_no_verdict(WrongHub wrong) {
    ExploreOptions options = ExploreOptions.of(2, 1).withHazards(FOLDED);
    Counterexample one = found(options, wrong);
    Counterexample all = found(options.withSymmetry(false), wrong);

    assertEquals(all.broken().promise(), one.broken().promise());
    assertEquals(all.steps().size(), one.steps().size());
  }

  @ParameterizedTest
  @EnumSource
  void folding_reads_into_delivery_changes_no_verdict(WrongHub wrong) {
    ExploreOptions folded = ExploreOptions.of(2, 1).withHazards(FOLDED);
    Set<Hazard> slow = EnumSet.of(Hazard.SLOW);
    slow.addAll(FOLDED);

    String promise = found(folded, wrong).broken().promise();

    assertEquals(promise, found(folded.withHazards(slow), wrong).broken().promise());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--clients 2 --frames 1 --faults crash",
        "--clients 2 --frames 1 --faults crash --mode echo",
        "--clients 2 --frames 1 --faults crash,partial,garbage",
        "--clients 1 --frames 2 --faults crash,restart,partial,garbage",
      })
  void a_right_hub_is_right_with_symmetry_and_without_and_with_reads_folded_or_not(String text) {
    ExploreOptions options = ExploreOptions.parse(text);
    Set<Hazard> slow = EnumSet.of(Hazard.SLOW);
    slow.addAll(options.hazards());

    assertKept(options);
    assertKept(options.withSymmetry(false));
    assertKept(options.withHazards(slow));
  }

  @ParameterizedTest
  @EnumSource
  void every_policy_for_slow_clients_keeps_every_promise(SlowPolicy policy) {
    Set<Hazard> full = EnumSet.of(Hazard.CRASH, Hazard.FULL);
    assertKept(ExploreOptions.of(2, 1).withHazards(full).withSlowPolicy(policy));
  }

  @ParameterizedTest
  @EnumSource
  void direct_frames_keep_every_promise(HubMode mode) {
    assertKept(ExploreOptions.of(2, 1).withDirects(true).withMode(mode));
  }

  @Test
  void one_that_comes_again_keeps_every_promise() {
    assertKept(ExploreOptions.of(2, 0).withHazards(EnumSet.of(Hazard.CRASH, Hazard.RESTART)));
  }

  @Test
  void the_same_options_give_the_same_numbers() {
    Verdict one = Exploration.of(ExploreOptions.of(2, 1)).run();
    Verdict two = Exploration.of(ExploreOptions.of(2, 1)).run();

    assertEquals(one.states(), two.states());
    assertEquals(one.transitions(), two.transitions());
    assertEquals(one.histogram(), two.histogram());
    assertEquals(one.states(), one.histogram().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void random_walks_reach_most_states_of_two_clients_and_what_they_miss_is_told() {
    Exploration exploration = Exploration.of(ExploreOptions.of(2, 1));

    Coverage few = exploration.cover(3, 1, (walks, reached, states) -> {});
    Coverage many = exploration.cover(4_096, 1, (walks, reached, states) -> {});

    assertEquals(exploration.run().states(), few.states());
    assertEquals(Math.min(Coverage.MAX_MISSED, few.states() - few.reached()), few.missed().size());
    assertTrue(many.reached() >= 0.9 * many.states(), "reached: " + many.reached());
    assertEquals("alice is killed", few.missed().get(0), "the nearest first");
  }

  @Test
  void no_more_states_are_kept_than_allowed() {
    ExploreOptions options = ExploreOptions.of(2, 1).withMaxStates(100);

    TooManyStates refused = assertThrows(TooManyStates.class, () -> Exploration.of(options).run());

    assertTrue(refused.toString().contains("more than 100 states"), refused.toString());
  }

  @Test
  void a_step_that_is_not_possible_is_not_replayed() {
    Exploration exploration = Exploration.of(ExploreOptions.of(1, 1));

    assertThrows(
        IllegalArgumentException.class, () -> exploration.replay(List.of("hub opens a FIFO")));
  }

  @Test
  void an_example_is_told_drawn_and_made_a_test() {
    Counterexample found = found(ExploreOptions.of(1, 1), WrongHub.SAYS_ALL_TWICE);

    assertEquals(
        List.of(
            "alice registers",
            "hub turns",
            "hub opens a FIFO",
            "alice says something",
            "hub turns"),
        found.steps());
    assertTrue(found.mermaid().contains("alice¶0"), found.mermaid());
    assertTrue(found.svg().startsWith("<svg"), found.svg());
    assertTrue(found.test("FoundTest").contains("step alice says something"));
  }

  @ParameterizedTest
  @CsvSource({"'--clients 9'", "'--frames 99'", "'--faults thunder'", "'--what'"})
  void what_is_no_configuration_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ExploreOptions.parse(text));
  }

  @Test
  void options_are_read_as_they_are_written() {
    ExploreOptions options =
        ExploreOptions.of(3, 2)
            .withMode(HubMode.ECHO)
            .withHazards(EnumSet.of(Hazard.FULL, Hazard.CRASH))
            .withSlowPolicy(SlowPolicy.WAIT)
            .withDirects(true)
            .withSymmetry(false);

    assertEquals(options, ExploreOptions.parse(options.toString()));
  }

  private static void assertKept(ExploreOptions options) {
    Counterexample counterexample = Exploration.of(options).run().counterexample();
    assertNull(counterexample, () -> options + " " + counterexample);
  }

  private static Counterexample found(ExploreOptions options, WrongHub wrong) {
    Counterexample found = Exploration.of(options).through(wrong::between).run().counterexample();
    assertNotNull(found, wrong + " is not found");
    return found;
  }

  private static @Nullable String title(@Nullable PromiseBroken broken) {
    return broken == null ? null : broken.promise() + ": " + broken.getMessage();
  }
}
