package dev.pilcrow.mutants;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of the table: a mutant, and what each weapon came to. */
public final class Row {
  /**
   * What one attack came to.
   *
   * @param seed that it was made with
   * @param kill what it found, or null
   */
  public record Attempt(long seed, @Nullable Kill kill) {}

  private final Mutant mutant;
  private final Map<Weapon, List<Attempt>> attempts = new EnumMap<>(Weapon.class);

  Row(Mutant mutant) {
    this.mutant = mutant;
  }

  void add(Weapon weapon, Attempt attempt) {
    attempts.computeIfAbsent(weapon, key -> new ArrayList<>()).add(attempt);
  }

  public Mutant mutant() {
    return mutant;
  }

  /** All attacks with one weapon. */
  public List<Attempt> attempts(Weapon weapon) {
    return Collections.unmodifiableList(attempts.getOrDefault(weapon, List.of()));
  }

  /** Those that found something, the quickest first. */
  public List<Kill> kills(Weapon weapon) {
    List<Kill> kills = new ArrayList<>();
    for (Attempt attempt : attempts(weapon)) {
      @Nullable Kill kill = attempt.kill();
      if (kill != null) {
        kills.add(kill);
      }
    }
    kills.sort((a, b) -> Long.compare(a.nanos(), b.nanos()));
    return kills;
  }

  /** Whether anything found it. */
  public boolean isKilled() {
    return attempts.keySet().stream().anyMatch(weapon -> !kills(weapon).isEmpty());
  }

  /** The shortest run that simulation found, or null. */
  public Kill.@Nullable Shortest shortest() {
    Kill.@Nullable Shortest best = null;
    for (Kill kill : kills(Weapon.SIMULATION)) {
      Kill.@Nullable Shortest candidate = kill.shortest();
      if (candidate != null && (best == null || candidate.steps() < best.steps())) {
        best = candidate;
      }
    }
    return best;
  }
}
