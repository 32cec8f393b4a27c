package dev.pilcrow.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * docs/protocol.md as the tests read it: tables and fenced blocks that stand behind a comment.
 *
 * <pre>
 *   &lt;!-- table: limits --&gt;          &lt;!-- dialogue --&gt;
 *   | limit | value |                ```text
 *   |-------|-------|                …
 *   | …     | …     |                ```
 * </pre>
 */
public final class ProtocolDocument {
  private static final Path NAME = Path.of("docs", "protocol.md");

  private final List<String> lines;

  private ProtocolDocument(List<String> lines) {
    this.lines = lines;
  }

  /** A table without its header; each row by column. */
  public record Table(List<String> header, List<List<String>> rows) {
    /** All cells of a column, code quotes taken off. */
    public List<String> column(String name) {
      int index = header.indexOf(name);
      if (index < 0) {
        throw new AssertionError("no column " + name + " in " + header);
      }
      return rows.stream().map(row -> unquote(row.get(index))).collect(Collectors.toList());
    }
  }

  /** A fenced block, under the nearest heading above it. */
  public record Block(String heading, List<String> lines) {}

  /** The document of the source tree that this test runs in. */
  public static ProtocolDocument read() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve(NAME))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new AssertionError("no " + NAME + " above the working directory");
      }
    }
    try {
      return new ProtocolDocument(Files.readAllLines(directory.resolve(NAME)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table behind the comment {@code table: name}. */
  public Table table(String name) {
    int at = lines.indexOf("<!-- table: " + name + " -->");
    if (at < 0) {
      throw new AssertionError("no table " + name);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = at + 1; i < lines.size() && lines.get(i).startsWith("|"); i++) {
      rows.add(cells(lines.get(i)));
    }
    rows.remove(1); // the rule under the header
    List<String> header = rows.remove(0);
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new AssertionError("table " + name + ": not as many cells as columns: " + row);
      }
    }
    return new Table(header, rows);
  }

  /** All blocks behind the comment {@code name}, in order. */
  public List<Block> blocks(String name) {
    List<Block> blocks = new ArrayList<>();
    String heading = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#")) {
        heading = line.replaceFirst("#+ *", "");
      } else if (line.equals("<!-- " + name + " -->")) {
        int end = i + 2 + lines.subList(i + 2, lines.size()).indexOf("```");
        blocks.add(new Block(heading, lines.subList(i + 2, end)));
      }
    }
    return blocks;
  }

  /** The text inside code quotes, or the cell as it is if it is not quoted as a whole. */
  public static String unquote(String cell) {
    boolean quoted =
        cell.length() > 1 && cell.startsWith("`") && cell.indexOf('`', 1) == cell.length() - 1;
    return quoted ? cell.substring(1, cell.length() - 1) : cell;
  }

  private static List<String> cells(String line) {
    String inside = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inside.split("\\|", -1))
        .map(String::strip)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
