package dev.pilcrow.simulator.trace;

import java.util.List;

/** A {@link Story} as a Mermaid sequence diagram, which many Markdown viewers draw. */
public final class Mermaid {
  private static final String MARKS = "#;<>";

  private Mermaid() {}

  /** The diagram's text, without the fence around it. */
  public static String of(Story story) {
    List<String> people = story.people();
    StringBuilder text = new StringBuilder("sequenceDiagram\n");
    for (int i = 0; i < people.size(); i++) {
      text.append("    participant p%d as %s%n".formatted(i, escaped(people.get(i))));
    }
    for (Story.Event event : story.events()) {
      int from = people.indexOf(event.from());
      int to = people.indexOf(event.to());
      text.append(
          event.isNote()
              ? "    Note over p%d: %s%n".formatted(from, escaped(event.text()))
              : "    p%d->>p%d: %s%n".formatted(from, to, escaped(event.text())));
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  /** Without what Mermaid takes for its own marks. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(MARKS.indexOf(c) < 0 ? String.valueOf(c) : "#" + (int) c + ";");
    }
    return escaped.toString();
  }
}
