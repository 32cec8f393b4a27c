package dev.pilcrow.simulator.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/simulation-library.md shows as code of this package is its code. */
class DocumentTest {
  private static final Path SOURCES =
      Path.of("src", "test", "java", "dev", "pilcrow", "simulator", "example");

  /** A comment with a class's name, and the code behind it. */
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- (\\w+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

  @Test
  void its_snippets_are_in_the_sources() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "simulation-library.md"));
    Matcher snippets = SNIPPET.matcher(document);
    int found = 0;
    for (; snippets.find(); found++) {
      String source = Files.readString(SOURCES.resolve(snippets.group(1) + ".java"));
      assertTrue(
          unindented(source).contains(unindented(snippets.group(2))),
          () -> snippets.group(1) + " does not hold\n" + snippets.group(2));
    }
    assertTrue(found >= 10, found + " snippets");
  }

  private static String unindented(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
