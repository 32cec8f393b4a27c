package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.ProtocolDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of states and inputs in docs/protocol.md, section 12 or 15.
 *
 * <pre>
 *   cell = "illegal" / "ignored" / "waits" / "holder's" / "–"
 *        / [ "→ " STATE ] [ ": " ] [ effect *( ", " effect ) ]
 *        / "+ " STATE
 * </pre>
 */
record HubTable(List<String> states, Map<String, Map<String, Cell>> rows) {

  /** What a cell says of the session that the input is about. */
  enum Verdict {
    ILLEGAL("illegal"),
    IGNORED("ignored"),
    WAITS("waits"),
    HOLDERS("holder's"),
    CANNOT_BE("–"),
    /** Something happens: next state, effects, or another session. */
    HAPPENS("");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }
  }

  /**
   * A cell.
   *
   * @param next the next state, null if the state stays
   * @param born the state of another session of the same name that begins, or null
   */
  record Cell(
      String text,
      Verdict verdict,
      @Nullable String next,
      List<String> effects,
      @Nullable String born) {}

  private static final Pattern HAPPENS =
      Pattern.compile("(?:→ ([A-Z_]+)(?:: (?=.)|$))?([a-z]\\w*(?:, [a-z]\\w*)*)?|\\+ ([A-Z_]+)");

  /** Reads the table of that name; its rows are called {@code input} or {@code input, when}. */
  static HubTable read(String name) {
    ProtocolDocument.Table table = ProtocolDocument.read().table(name);
    List<String> states = table.header().subList(2, table.header().size());
    Map<String, Map<String, Cell>> rows = new LinkedHashMap<>();
    for (List<String> row : table.rows()) {
      Map<String, Cell> cells = new LinkedHashMap<>();
      for (int i = 0; i < states.size(); i++) {
        cells.put(states.get(i), cell(row.get(i + 2)));
      }
      String input = ProtocolDocument.unquote(row.get(0));
      String label = row.get(1).isEmpty() ? input : input + ", " + row.get(1);
      if (rows.put(label, cells) != null) {
        throw new AssertionError("two rows " + label);
      }
    }
    return new HubTable(states, rows);
  }

  /** The input that a row is about. */
  static String inputOf(String label) {
    int comma = label.indexOf(',');
    return comma < 0 ? label : label.substring(0, comma);
  }

  private static Cell cell(String text) {
    for (Verdict verdict : Verdict.values()) {
      if (text.equals(verdict.word)) {
        return new Cell(text, verdict, null, List.of(), null);
      }
    }
    Matcher matcher = HAPPENS.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new AssertionError("no cell: " + text);
    }
    List<String> effects = new ArrayList<>();
    if (matcher.group(2) != null) {
      effects.addAll(List.of(matcher.group(2).split(", ")));
    }
    return new Cell(text, Verdict.HAPPENS, matcher.group(1), effects, matcher.group(3));
  }
}
