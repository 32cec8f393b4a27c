package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pilcrow.protocol.hub.HubTable.Cell;
import dev.pilcrow.protocol.hub.HubTable.Verdict;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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

/** Walks every cell of the bare hub's table of states in docs/protocol.md, section 15. */
class BareTableTest {
  private static final HubTable TABLE = HubTable.read("bare");

  @Test
  void the_table_has_a_column_for_every_state() {
    List<String> states = Arrays.stream(BareHub.State.values()).map(Enum::name).toList();

    assertEquals(states, TABLE.states());
  }

  @Test
  void the_table_has_a_row_for_every_input_of_the_hub() {
    Set<String> inputs =
        Arrays.stream(BareHub.class.getMethods())
            .map(Method::getName)
            .filter(name -> name.matches("on[A-Z].*"))
            .map(name -> Character.toLowerCase(name.charAt(2)) + name.substring(3))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        inputs,
        TABLE.rows().keySet().stream()
            .map(HubTable::inputOf)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @TestFactory
  Stream<DynamicNode> every_cell() {
    return TABLE.rows().entrySet().stream()
        .map(row -> dynamicContainer(row.getKey(), cells(row.getKey(), row.getValue())));
  }

  private static Stream<DynamicNode> cells(String label, Map<String, Cell> cells) {
    return cells.entrySet().stream()
        .map(
            cell ->
                dynamicTest(
                    cell.getKey() + ", " + label + ": " + cell.getValue().text(),
                    () -> walk(label, cell.getKey(), cell.getValue())));
  }

  private static void walk(String label, String state, Cell cell) {
    Scene scene = new Scene(BareHub.State.valueOf(state));
    Runnable input = scene.input(label);
    scene.effects.clear();
    if (cell.verdict() == Verdict.CANNOT_BE) {
      assertTrue(label.equals("tick, at its deadline") && !scene.hub.hasDeadline(), "this can be");
      return;
    }
    if (cell.verdict() == Verdict.ILLEGAL) {
      assertThrows(IllegalStateException.class, input::run);
    } else {
      input.run();
    }
    assertEquals(cell.next() == null ? state : cell.next(), scene.hub.state().name());
    assertEquals(cell.effects(), scene.effects);
    if (cell.verdict() == Verdict.WAITS) {
      assertTrue(scene.hub.hasDeadline(), "nothing will wake it");
    }
  }

  /** A bare hub that has come into a state. */
  private static final class Scene implements BareEffects {
    final List<String> effects = new ArrayList<>();
    final BareHub hub = new BareHub(this);
    private long nowNanos = 1_000_000_000_000L;

    Scene(BareHub.State state) {
      if (state.compareTo(BareHub.State.OPENING) >= 0) {
        octets("/t/lab");
      }
      if (state.compareTo(BareHub.State.ECHOING) >= 0) {
        hub.onOpened(nowNanos);
      }
      if (state.compareTo(BareHub.State.FINISHING) >= 0) {
        hub.onEndOfInput(nowNanos);
      }
      if (state == BareHub.State.ENDED) {
        hub.onDrained(nowNanos);
      }
    }

    /** The input of a row; what must be so before it is done at once. */
    Runnable input(String label) {
      return switch (label) {
        case "octets, the absolute path of a file" -> () -> octets("/t/lab\n");
        case "octets, anything else" -> () -> octets("t/lab");
        case "endOfInput" -> () -> hub.onEndOfInput(nowNanos);
        case "opened" -> () -> hub.onOpened(nowNanos);
        case "opened, between two tries" -> {
          pauseBetweenTries();
          yield () -> hub.onOpened(nowNanos);
        }
        case "openFailed, NO_READER" -> this::noReader;
        case "openFailed, NO_READER, for 5 s" -> {
          nowNanos += HubLimits.CLASSIC_OPEN_NANOS;
          yield this::noReader;
        }
        case "openFailed, between two tries" -> {
          pauseBetweenTries();
          yield this::noReader;
        }
        case "openFailed, any other reason" ->
            () -> hub.onOpenFailed(nowNanos, OpenFailure.NOT_A_FIFO);
        case "gone" -> () -> hub.onGone(nowNanos);
        case "drained" -> () -> hub.onDrained(nowNanos);
        case "tick, at its deadline" -> {
          pauseBetweenTries();
          nowNanos = hub.hasDeadline() ? hub.nextDeadlineNanos() : nowNanos;
          yield () -> hub.onTick(nowNanos);
        }
        case "tick, at any other time" -> () -> hub.onTick(nowNanos);
        case "shutdown" -> () -> hub.onShutdown(nowNanos);
        default -> throw new AssertionError("no input " + label);
      };
    }

    private void pauseBetweenTries() {
      if (hub.state() == BareHub.State.OPENING) {
        noReader();
      }
    }

    private void noReader() {
      hub.onOpenFailed(nowNanos, OpenFailure.NO_READER);
    }

    private void octets(String text) {
      ByteBuffer in = ByteBuffer.wrap(text.getBytes(UTF_8));
      hub.onOctets(nowNanos, in, 0, in.limit());
    }

    @Override
    public void open(byte[] path) {
      effects.add("open");
    }

    @Override
    public void echo(ByteBuffer octets, int from, int to) {
      effects.add("echo");
    }

    @Override
    public void finish() {
      effects.add("finish");
    }
  }
}
