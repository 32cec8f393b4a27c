package dev.pilcrow.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
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
