package dev.pilcrow.simulator.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The counts of docs/explorer.md: a hub that behaves otherwise has other states. The small ones
 * here; {@code -Dpilcrow.explore.all=true} counts all.
 */
class StandardConfigurationsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]*)` \\| ([\\d,]+) \\| ([\\d,]+) \\| (\\d+) \\|");
  private static final long SMALL = 30_000;

  /** At level loop each transition is a run from the beginning. */
  private static final long SMALL_LOOP = 4_000;

  private final List<MatchResult> rows;

  StandardConfigurationsTest() throws IOException {
    String document = Files.readString(Path.of("../docs/explorer.md"));
    rows = ROW.matcher(document).results().toList();
  }

  @TestFactory
  List<DynamicTest> every_configuration_has_as_many_states_as_documented() {
    return rows.stream()
        .filter(row -> Boolean.getBoolean("pilcrow.explore.all") || isSmall(row))
        .map(row -> dynamicTest(row.group(1), () -> assertCounts(row)))
        .toList();
  }

  @Test
  void three_clients_with_two_frames_are_among_them() {
    assertTrue(rows.stream().anyMatch(row -> row.group(1).contains("--clients 3 --frames 2")));
    assertTrue(rows.size() >= 15, "rows: " + rows.size());
  }

  private static boolean isSmall(MatchResult row) {
    boolean loop = ExploreOptions.parse(row.group(1)).level() == Level.LOOP;
    return number(row, 3) <= (loop ? SMALL_LOOP : SMALL);
  }

  private static void assertCounts(MatchResult row) {
    ExploreOptions options = ExploreOptions.parse(row.group(1));
    Verdict verdict = Explorer.of(options, (states, frontier, transitions) -> {}).run();

    assertEquals(number(row, 2), verdict.states(), "states");
    assertEquals(number(row, 3), verdict.transitions(), "transitions");
    assertEquals(number(row, 4), verdict.depth(), "depth");
  }

  private static long number(MatchResult row, int group) {
    return Long.parseLong(row.group(group).replace(",", ""));
  }
}
