package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.protocol.hub.BareHub.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every input in every state of a {@link BareHub}. */
class BareHubTableTest {
  /** What each input makes of each state; {@code !} is an {@link IllegalStateException}. */
  private static final String TABLE =
      """
      state          octets   endOfInput opened  noReader missing tick          gone  drained shutdown
      AWAITING_PATH  OPENING  ENDED      !       !        !       AWAITING_PATH !     !       ENDED
      OPENING        !        ENDED      ECHOING OPENING  ENDED   OPENING       !     !       ENDED
      PAUSING        !        ENDED      !       !        !       OPENING       !     !       ENDED
      ECHOING        ECHOING  FINISHING  !       !        !       ECHOING       ENDED !       ENDED
      FINISHING      !        !          !       !        !       FINISHING     ENDED ENDED   ENDED
      ENDED          !        !          !       !        !       ENDED         !     !       ENDED
      """;

  private static final Map<String, Consumer<BareConversation>> INPUTS = inputs();

  @TestFactory
  Stream<DynamicTest> every_input_in_every_state() {
    List<String[]> rows = TABLE.lines().map(line -> line.split(" +")).toList();
    String[] head = rows.get(0);
    List<DynamicTest> cells = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int i = 1; i < head.length; i++) {
        String from = row[0];
        String input = head[i];
        String to = row[i];
        cells.add(DynamicTest.dynamicTest(from + " " + input, () -> checkCell(from, input, to)));
      }
    }
    assertEquals(6 * INPUTS.size(), cells.size());
    return cells.stream();
  }

  private static void checkCell(String from, String input, String to) {
    BareConversation it = BareConversation.in(from);
    Consumer<BareConversation> apply = INPUTS.get(input);
    assertNotNull(apply, input);
    if (to.equals("!")) {
      State before = it.hub.state();
      assertThrows(IllegalStateException.class, () -> apply.accept(it));
      assertEquals(before, it.hub.state());
    } else {
      apply.accept(it);
      assertEquals(State.valueOf(to), it.hub.state());
    }
  }

  private static Map<String, Consumer<BareConversation>> inputs() {
    Map<String, Consumer<BareConversation>> inputs = new LinkedHashMap<>();
    inputs.put("octets", it -> it.read(BareConversation.PATH.getBytes(UTF_8)));
    inputs.put("endOfInput", it -> it.hub.onEndOfInput(it.nowNanos));
    inputs.put("opened", it -> it.hub.onOpened(it.nowNanos));
    inputs.put("noReader", it -> it.hub.onOpenFailed(it.nowNanos, OpenFailure.NO_READER));
    inputs.put("missing", it -> it.hub.onOpenFailed(it.nowNanos, OpenFailure.MISSING));
    inputs.put("tick", it -> it.hub.onTick(it.nowNanos + HubLimits.CLASSIC_RETRY_FIRST_NANOS));
    inputs.put("gone", it -> it.hub.onGone(it.nowNanos));
    inputs.put("drained", it -> it.hub.onDrained(it.nowNanos));
    inputs.put("shutdown", it -> it.hub.onShutdown(it.nowNanos));
    return inputs;
  }
}
