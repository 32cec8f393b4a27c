package dev.pilcrow.protocol.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pilcrow.protocol.ProtocolDocument;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The worked dialogues of docs/protocol.md happen as they are written down. */
class DialogueTest {

  @Test
  void every_dialect_has_dialogues() {
    Set<String> kinds =
        Dialogue.all().stream()
            .map(
                dialogue ->
                    dialogue.hub().replaceAll("hub( --mode \\w+)?| --(presence|slow) \\w+", ""))
            .collect(Collectors.toSet());

    assertEquals(Set.of("", " --classic", " --bare"), kinds);
  }

  @TestFactory
  Stream<DynamicTest> every_dialogue_is_played_to_the_octet() {
    return Dialogue.all().stream()
        .map(dialogue -> dynamicTest(dialogue.toString(), () -> play(dialogue)));
  }

  private static void play(Dialogue dialogue) {
    if (dialogue.hub().equals("hub --bare")) {
      new BareDialoguePlayer(dialogue).play();
    } else {
      new DialoguePlayer(dialogue).play();
    }
  }

  @TestFactory
  Stream<DynamicTest> the_text_beside_the_octets_is_theirs() {
    List<ProtocolDocument.Block> blocks = ProtocolDocument.read().blocks("dialogue");
    List<Dialogue> dialogues = Dialogue.all();
    return Stream.iterate(0, i -> i + 1)
        .limit(blocks.size())
        .map(
            i ->
                dynamicTest(
                    blocks.get(i).heading(),
                    () ->
                        assertEquals(shown(dialogues.get(i)), Dialogue.wireLines(blocks.get(i)))));
  }

  private static List<String> shown(Dialogue dialogue) {
    return dialogue.steps().stream()
        .filter(Dialogue.Wire.class::isInstance)
        .map(Dialogue.Wire.class::cast)
        .map(Dialogue::show)
        .flatMap(Collection::stream)
        .toList();
  }
}
