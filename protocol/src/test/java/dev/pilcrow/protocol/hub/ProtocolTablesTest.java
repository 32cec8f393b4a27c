package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pilcrow.protocol.ProtocolDocument;
import dev.pilcrow.protocol.frame.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every line of the tables of addresses, violations and words in docs/protocol.md. */
class ProtocolTablesTest {
  private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();

  @TestFactory
  Stream<DynamicTest> who_gets_what() {
    List<DynamicTest> tests = new ArrayList<>();
    for (HubMode mode : HubMode.values()) {
      ProtocolDocument.Table table = DOCUMENT.table("addresses");
      List<String> written = table.column("alice writes");
      List<String> received = table.column("in " + mode.text() + " mode");
      for (int i = 0; i < written.size(); i++) {
        String frame = written.get(i);
        String expected = received.get(i).replace("`", "");
        tests.add(
            dynamicTest(
                mode.text() + ": " + frame,
                () -> assertEquals(expected, new TwoClients(mode).receivers(frame + "\n"))));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> what_is_a_violation_and_who_is_told() {
    ProtocolDocument.Table table = DOCUMENT.table("violations");
    List<String> words = table.column("violation");
    List<String> examples = table.column("for example");
    List<String> answers = table.column("answer");
    return Stream.iterate(0, i -> i + 1)
        .limit(words.size())
        .map(
            i ->
                dynamicTest(
                    words.get(i) + ": " + examples.get(i),
                    () -> violates(words.get(i), examples.get(i), answers.get(i))));
  }

  private static void violates(String word, String example, String answer) {
    TwoClients clients = new TwoClients(HubMode.CHAT);
    if (word.equals(Violation.SHUTTING_DOWN.text())) {
      clients.hub.onShutdown(0);
      clients.recorder.take();
    }
    boolean torn = word.equals(Violation.TORN_TAIL.text());
    clients.read(repeated(example) + (torn ? "" : "\n"));
    List<Effect> effects = clients.recorder.take();

    Effect.Violated violated = (Effect.Violated) effects.get(0);
    assertEquals(word, violated.violation().text());
    String expected = answer.equals("–") ? "" : "hub¶error " + answer + " " + word;
    String told =
        effects.stream()
            .skip(1)
            .map(effect -> ((Effect.Direct) effect).frame())
            .collect(Collectors.joining());
    assertEquals(expected, told);
  }

  @Test
  void every_word_of_the_hub_is_in_its_table() {
    assertWords("violations", "violation", Arrays.stream(Violation.values()).map(Violation::text));
    assertWords("errors", "code", Arrays.stream(ErrorCode.values()).map(ErrorCode::text));
    assertWords(
        "open failures", "reason", Arrays.stream(OpenFailure.values()).map(OpenFailure::text));
    assertWords("departures", "end", Arrays.stream(Departure.values()).map(Departure::text));
    assertWords("policies", "policy", Arrays.stream(SlowPolicy.values()).map(SlowPolicy::text));
  }

  private static void assertWords(String table, String column, Stream<String> words) {
    assertEquals(
        words.sorted().toList(),
        DOCUMENT.table(table).column(column).stream().distinct().sorted().toList());
  }

  private static final Pattern REPEATED = Pattern.compile("(.)\\*(\\d+)");

  private static String repeated(String text) {
    Matcher matcher = REPEATED.matcher(text);
    return matcher.find()
        ? text.substring(0, matcher.start())
            + matcher.group(1).repeat(Integer.parseInt(matcher.group(2)))
        : text;
  }

  /** Alice and bob are here. */
  private static final class TwoClients {
    private static final String ALICE = "a11ce00000000000";
    private static final String BOB = "0b0b000000000000";

    final EffectRecorder recorder = new EffectRecorder();
    final Hub hub;
    private final InboxDecoder inbox;

    TwoClients(HubMode mode) {
      hub = new Hub(HubConfig.of(mode), recorder);
      inbox = new InboxDecoder(hub);
      read("\n¶alice\n¶bob\n");
      hub.onPassEnd(0);
      hub.onOpened(0, hub.sessions().get(0), HubMessages.ascii(ALICE));
      hub.onOpened(0, hub.sessions().get(1), HubMessages.ascii(BOB));
      recorder.take();
    }

    void read(String octets) {
      ByteBuffer in = ByteBuffer.wrap(octets.replace("TOKEN", ALICE).getBytes(UTF_8));
      inbox.decode(0, in, 0, in.limit(), true);
    }

    /** What comes of a frame, as the table has it: {@code alice: frame}, {@code all: frame}. */
    String receivers(String frame) {
      read(frame);
      return recorder.take().stream()
          .filter(effect -> !(effect instanceof Effect.Violated))
          .map(TwoClients::receiver)
          .collect(Collectors.joining("; "));
    }

    private static String receiver(Effect effect) {
      if (effect instanceof Effect.Direct direct) {
        return direct.to().replaceFirst("#\\d+$", "") + ": " + direct.frame();
      }
      return "all: " + ((Effect.Everyone) effect).frame();
    }
  }
}
