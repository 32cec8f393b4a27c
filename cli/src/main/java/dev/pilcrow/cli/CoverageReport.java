package dev.pilcrow.cli;

import dev.pilcrow.simulator.explore.Coverage;
import dev.pilcrow.simulator.explore.Explorer;
import java.util.List;
import java.util.Locale;

/** Tells which share of a configuration's states chance reaches, and what it has missed. */
final class CoverageReport {
  private static final int NAMED = 10;

  private final Console console;
  private final boolean json;

  CoverageReport(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /** Goes so often through all of it at random, and tells of 1, 2, 4, … times and of the end. */
  void cover(Explorer explorer, long walks, long seed) {
    Progress progress = new Progress("walks");
    Coverage reached =
        explorer.cover(
            walks,
            seed,
            (walk, of, all) -> {
              progress.show(walk, of, "states", "%.2f %%".formatted(100.0 * of / all));
              if (walk < walks && Long.bitCount(walk) == 1) { // the last is told below
                progress.clear();
                console.print(json ? jsonOf(walk, of, all).line() : textOf(walk, of, all));
              }
            });
    progress.clear();
    console.print(json ? jsonOf(reached) : textOf(reached));
    List<String> missed = reached.missed();
    for (String way : missed.subList(0, Math.min(NAMED, missed.size()))) {
      console.print(
          json ? Json.ofType("missed").put("steps", way).line() : "missed: " + way + "\n");
    }
  }

  private static String textOf(Coverage reached) {
    return textOf(reached.walks(), reached.reached(), reached.states())
        + (reached.beyond() > 0
            ? reached.beyond() + " states beyond, which take more preemptions\n"
            : "");
  }

  private static String jsonOf(Coverage reached) {
    return jsonOf(reached.walks(), reached.reached(), reached.states())
        .put("beyond", reached.beyond())
        .line();
  }

  private static String textOf(long walks, int reached, int states) {
    return String.format(
        Locale.ROOT,
        "%d walks: %d of %d states, %.2f %%%n",
        walks,
        reached,
        states,
        100.0 * reached / states);
  }

  private static Json jsonOf(long walks, int reached, int states) {
    return Json.ofType("coverage")
        .put("walks", walks)
        .put("reached", reached)
        .put("states", states);
  }
}
