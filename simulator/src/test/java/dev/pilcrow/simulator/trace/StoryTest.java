package dev.pilcrow.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class StoryTest {
  private final Story story = new Story();

  StoryTest() {
    story.said("alice", "hub", "\u00b6alice");
    story.said("hub", "alice", "hub\u00b6welcome <0123>; & more");
    story.befell("alice", "kill -9");
  }

  @Test
  void mermaid_shows_who_told_whom_what() {
    assertEquals(
        """
        sequenceDiagram
            participant p0 as alice
            participant p1 as hub
            p0->>p1: \u00b6alice
            p1->>p0: hub\u00b6welcome #60;0123#62;#59; & more
            Note over p0: kill -9
        """,
        Mermaid.of(story));
  }

  @Test
  void of_messages_in_a_row_that_are_alike_the_first_is_told_and_the_others_are_counted() {
    Story herd = new Story();
    for (int i = 1; i <= 4; i++) {
      herd.said("alice", "hub", "t¶line " + i, "t¶");
    }
    herd.said("bob", "hub", "t¶line 5", "t¶");
    herd.said("alice", "hub", "t¶line 6", "t¶");
    herd.said("alice", "hub", "t¶line 7", "t¶");
    herd.befell("alice", "kill -9");
    herd.said("alice", "hub", "t¶line 8", "t¶");
    herd.said("alice", "hub", "t¶\\n");

    assertEquals(
        List.of(
            "t¶line 1",
            "3 more like it",
            "t¶line 5",
            "t¶line 6",
            "1 more like it",
            "kill -9",
            "t¶line 8",
            "t¶\\n"),
        herd.events().stream().map(Story.Event::text).toList());
  }

  @Test
  void the_drawing_is_well_formed_and_holds_every_text() throws Exception {
    String svg = SequenceDiagram.svg("seed 7: \"x\" & <y>", story);

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    String text = document.getDocumentElement().getTextContent();
    for (Story.Event event : story.events()) {
      assertTrue(text.contains(event.text()), event.text());
    }
    assertEquals(3, document.getElementsByTagName("path").getLength() - 2);
  }
}
