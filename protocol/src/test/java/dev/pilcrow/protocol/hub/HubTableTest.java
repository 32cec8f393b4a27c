package dev.pilcrow.protocol.hub;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pilcrow.protocol.hub.HubTable.Cell;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks every cell of the table of states in docs/protocol.md, section 12, with a real hub. */
class HubTableTest {
  private static final HubTable TABLE = HubTable.read("hub");
  private static final Map<String, List<HubRows.Row>> ROWS = HubRows.all();

  /** What a classic client is never told. */
  private static final Set<String> NATIVE_ONLY = Set.of("welcome", "error", "gap", "bye");

  /** What the frame of another session may bring about besides what concerns that one. */
  private static final Set<String> TO_ALL = Set.of("presence", "everyone", "everyoneText");

  @Test
  void the_table_has_a_column_for_every_state() {
    List<String> states =
        Stream.concat(
                Stream.of(HubScene.NONE), Arrays.stream(SessionState.values()).map(Enum::name))
            .toList();

    assertEquals(states, TABLE.states());
  }

  @Test
  void the_table_has_a_row_for_every_input_of_the_hub() {
    Set<String> inputs =
        Arrays.stream(Hub.class.getMethods())
            .map(Method::getName)
            .filter(name -> name.matches("on[A-Z].*"))
            .map(name -> Character.toLowerCase(name.charAt(2)) + name.substring(3))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rows =
        TABLE.rows().keySet().stream()
            .map(HubTable::inputOf)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(inputs, rows);
  }

  @Test
  void every_row_of_the_table_can_be_walked_and_no_other() {
    assertEquals(new TreeSet<>(ROWS.keySet()), new TreeSet<>(TABLE.rows().keySet()));
  }

  @TestFactory
  Stream<DynamicNode> every_cell() {
    return TABLE.rows().entrySet().stream().map(row -> container(row.getKey(), row.getValue()));
  }

  private static DynamicNode container(String label, Map<String, Cell> cells) {
    return dynamicContainer(
        label,
        cells.entrySet().stream()
            .map(
                cell ->
                    dynamicTest(
                        cell.getKey() + ", " + label + ": " + cell.getValue().text(),
                        () -> walk(label, cell.getKey(), cell.getValue()))));
  }

  /** Every situation that the label stands for, or none if the cell says that it cannot be. */
  private static void walk(String label, String state, Cell cell) {
    int walked = 0;
    for (HubRows.Row row : ROWS.getOrDefault(label, List.of())) {
      HubScene scene = new HubScene(row.config(), row.dialect());
      if (row.arrange(scene, state)) {
        walked++;
        assertAll(row.config() + " " + row.dialect(), () -> give(row, scene, cell));
      }
    }
    boolean canBe = cell.verdict() != HubTable.Verdict.CANNOT_BE;
    assertEquals(canBe, walked > 0, canBe ? "no way to bring this about" : "this can be");
  }

  private static void give(HubRows.Row row, HubScene scene, Cell cell) {
    HubOutcome.Before before = HubOutcome.before(scene);
    if (cell.verdict() == HubTable.Verdict.ILLEGAL) {
      assertThrows(IllegalStateException.class, () -> row.input().accept(scene));
    } else {
      row.input().accept(scene);
    }
    HubOutcome outcome = HubOutcome.after(scene, before);
    String next = cell.next() == null ? before.state() : cell.next();
    List<String> effects = expectedEffects(row, cell);
    if (cell.verdict() == HubTable.Verdict.HOLDERS) {
      effects = outcome.effects().stream().filter(TO_ALL::contains).toList();
    }
    assertEquals(new HubOutcome(next, effects, cell.born()), outcome);
    if (cell.verdict() == HubTable.Verdict.WAITS) {
      assertTrue(outcome.isOwedMore(scene), "nothing will wake it");
    }
  }

  private static List<String> expectedEffects(HubRows.Row row, Cell cell) {
    HubConfig config = row.config();
    boolean presence = config.presence() && config.mode() == HubMode.CHAT;
    boolean classic = row.dialect() == Dialect.CLASSIC;
    return cell.effects().stream()
        .filter(effect -> presence || !effect.equals("presence"))
        .filter(effect -> !classic || !NATIVE_ONLY.contains(effect))
        .toList();
  }
}
