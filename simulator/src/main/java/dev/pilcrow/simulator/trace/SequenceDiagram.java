package dev.pilcrow.simulator.trace;

import java.util.List;
import java.util.Locale;

/** A {@link Story} drawn as a self-contained SVG file. */
public final class SequenceDiagram {
  private static final int LANE = 220;
  private static final int MARGIN = 120;
  private static final int TOP = 60;
  private static final int ROW = 26;
  private static final int LONGEST_TEXT = 60;

  private SequenceDiagram() {}

  /**
   * The SVG.
   *
   * @param title stands above it
   */
  public static String svg(String title, Story story) {
    List<String> people = story.people();
    int width = 2 * MARGIN + Math.max(0, people.size() - 1) * LANE;
    int height = TOP + (story.events().size() + 2) * ROW;
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        width,
        height);
    line(
        svg,
        "<defs><marker id=\"head\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\""
            + " orient=\"auto\"><path d=\"M0,0 L8,4 L0,8 z\" fill=\"#1f5fa8\"/></marker></defs>");
    line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    line(svg, "<text x=\"12\" y=\"20\" font-weight=\"bold\">%s</text>", escaped(title));
    for (int i = 0; i < people.size(); i++) {
      int x = MARGIN + i * LANE;
      text(svg, x, TOP - 14, "font-weight=\"bold\"", people.get(i));
      line(svg, "<path d=\"M%d,%d V%d\" stroke=\"#b0b0b0\"/>", x, TOP - 8, height - ROW / 2);
    }
    int y = TOP + ROW;
    for (Story.Event event : story.events()) {
      event(svg, people, event, y);
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void event(StringBuilder svg, List<String> people, Story.Event event, int y) {
    int from = MARGIN + people.indexOf(event.from()) * LANE;
    if (event.isNote()) {
      line(svg, "<circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"#b03030\"/>", from, y - 4);
      text(svg, from, y - 9, "fill=\"#b03030\"", event.text());
      return;
    }
    int to = MARGIN + people.indexOf(event.to()) * LANE;
    line(
        svg,
        "<path d=\"M%d,%d H%d\" stroke=\"#1f5fa8\" marker-end=\"url(#head)\"/>",
        from,
        y,
        to > from ? to - 2 : to + 2);
    text(svg, (from + to) / 2, y - 4, "fill=\"#202020\"", event.text());
  }

  private static void text(StringBuilder svg, int x, int y, String style, String text) {
    String shown =
        text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "\u2026" : text;
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" %s>%s</text>",
        x,
        y,
        style,
        escaped(shown));
  }

  private static void line(StringBuilder svg, String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
