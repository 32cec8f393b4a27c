package dev.pilcrow.mutants;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All rows, as Markdown and as JSON. */
public final class Table {
  private static final double SECOND = 1e9;

  private final List<Row> rows;

  Table(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** The table, and what it comes to. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| mutant | family | tests | scenarios | exploration | simulation: kills | median s | worst s |");
    text.append(" promise | steps | calls | made short in s |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      text.append("| ").append(row.mutant().id());
      text.append(" | ").append(row.mutant().family());
      text.append(" | ").append(first(row, Weapon.TESTS));
      text.append(" | ").append(first(row, Weapon.SCENARIOS));
      text.append(" | ").append(first(row, Weapon.EXPLORATION));
      text.append(" | ").append(simulation(row)).append(" |\n");
    }
    long killed = rows.stream().filter(Row::isKilled).count();
    text.append('\n').append(killed).append(" of ").append(rows.size()).append(" killed.\n");
    for (Row row : rows) {
      row.mutant()
          .beyond()
          .forEach(
              (weapon, why) ->
                  text.append("\n- `%s`, %s: %s".formatted(row.mutant().id(), weapon.text(), why)));
    }
    return text.append('\n').toString();
  }

  /** An object a row, one on each line. */
  public String toJson() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(json(row)).append('\n');
    }
    return text.toString();
  }

  static String json(Row row) {
    StringBuilder text = new StringBuilder("{\"mutant\":");
    text.append(string(row.mutant().id())).append(",\"family\":");
    text.append(string(row.mutant().family())).append(",\"story\":");
    text.append(string(row.mutant().story())).append(",\"killed\":").append(row.isKilled());
    for (Weapon weapon : Weapon.values()) {
      text.append(",\"").append(weapon.text()).append("\":[");
      String comma = "";
      for (Row.Attempt attempt : row.attempts(weapon)) {
        text.append(comma).append("{\"seed\":").append(attempt.seed());
        @Nullable Kill kill = attempt.kill();
        if (kill != null) {
          text.append(",\"found\":").append(string(kill.what()));
          text.append(",\"seconds\":").append(seconds(kill.nanos()));
          Kill.@Nullable Shortest shortest = kill.shortest();
          if (shortest != null) {
            text.append(",\"steps\":").append(shortest.steps());
            text.append(",\"calls\":").append(shortest.calls());
            text.append(",\"shortened\":").append(seconds(shortest.nanos()));
          }
        }
        text.append('}');
        comma = ",";
      }
      text.append(']');
    }
    return text.append('}').toString();
  }

  private static String first(Row row, Weapon weapon) {
    List<Kill> kills = row.kills(weapon);
    if (kills.isEmpty()) {
      return row.attempts(weapon).isEmpty() ? "" : "–";
    }
    Kill kill = kills.get(0);
    return "%s, %s s".formatted(kill.what().replace("|", "\\|"), seconds(kill.nanos()));
  }

  private static String simulation(Row row) {
    List<Kill> kills = row.kills(Weapon.SIMULATION);
    String share = kills.size() + "/" + row.attempts(Weapon.SIMULATION).size();
    if (kills.isEmpty()) {
      return share + " | | | | | |";
    }
    Kill.@Nullable Shortest shortest = row.shortest();
    return "%s | %s | %s | %s | %s"
        .formatted(
            share,
            seconds(kills.get(kills.size() / 2).nanos()),
            seconds(kills.get(kills.size() - 1).nanos()),
            kills.get(0).what(),
            shortest == null
                ? " | | "
                : "%d | %d | %s"
                    .formatted(shortest.steps(), shortest.calls(), seconds(shortest.nanos())));
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / SECOND);
  }

  private static String string(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
