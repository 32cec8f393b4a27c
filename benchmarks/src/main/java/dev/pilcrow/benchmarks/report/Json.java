package dev.pilcrow.benchmarks.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, lists, texts, numbers and nulls as JSON, indented for people to read. */
final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /** The text of a value. */
  static String of(Object value) {
    Json json = new Json();
    json.value(value, "\n");
    return json.out.append('\n').toString();
  }

  /**
   * @param indent a line break, and the blanks that begin a line of the value's own level
   */
  private void value(@Nullable Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      group('{', '}', map.entrySet(), indent);
    } else if (value instanceof List<?> list) {
      group('[', ']', list, indent);
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      out.append("null");
    } else if (value instanceof Number || value instanceof Boolean || value == null) {
      out.append(value);
    } else {
      text(value.toString());
    }
  }

  private void group(char opening, char closing, Iterable<?> members, String indent) {
    out.append(opening);
    boolean any = false;
    for (Object member : members) {
      if (any) {
        out.append(',');
      }
      any = true;
      out.append(indent).append("  ");
      if (member instanceof Map.Entry<?, ?> entry) {
        text(String.valueOf(entry.getKey()));
        out.append(": ");
        value(entry.getValue(), indent + "  ");
      } else {
        value(member, indent + "  ");
      }
    }
    out.append(any ? indent : "").append(closing);
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
