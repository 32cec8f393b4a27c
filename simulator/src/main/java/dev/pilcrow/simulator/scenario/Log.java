package dev.pilcrow.simulator.scenario;

import java.util.ArrayList;
import java.util.List;

/** What one participant does and gets, a line each, in its order; and how far it was waited for. */
final class Log {
  private static final String DEED = "> ";

  /** Behind the beginning of a line whose rest does not matter. */
  private static final String ANYTHING = "...";

  private final List<String> lines = new ArrayList<>();
  private final String directory;
  private int heard;

  /**
   * @param directory is written as {@code {dir}}: its name is another one in each run
   */
  Log(String directory) {
    this.directory = directory;
  }

  List<String> lines() {
    return lines;
  }

  /** The participant does something. */
  void did(Step step) {
    lines.add(DEED + step);
  }

  /** The participant gets something, or something becomes of it. */
  void got(String line) {
    lines.add(line.replace(directory, "{dir}"));
  }

  /** Whether it has got that, behind what was waited for before; if so, it is behind that. */
  boolean hears(String expected) {
    for (int i = heard; i < lines.size(); i++) {
      if (matches(expected, lines.get(i))) {
        heard = i + 1;
        return true;
      }
    }
    return false;
  }

  /** Whether it has got anything behind what was waited for. */
  boolean holdsMore() {
    return lines.subList(heard, lines.size()).stream().anyMatch(line -> !line.startsWith(DEED));
  }

  private static boolean matches(String expected, String line) {
    return expected.endsWith(ANYTHING)
        ? line.startsWith(expected.substring(0, expected.length() - ANYTHING.length()))
        : line.equals(expected);
  }
}
