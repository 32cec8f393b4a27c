package dev.pilcrow.simulator.trace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is kept of a failure, as files: one to replay, a drawing, the same as Mermaid, and a test to
 * paste.
 *
 * @param title what failed
 * @param replay the lines of the file to replay
 * @param svg the drawing
 * @param mermaid the same, as text
 * @param test makes the test, of its class's name
 */
public record FailureFiles(
    String title, List<String> replay, String svg, String mermaid, UnaryOperator<String> test) {

  /**
   * Writes NAME.replay, NAME.svg, NAME.mmd and NAMETest.java; where one of these is there already,
   * nothing is written over: they are all called NAME_2, or NAME_3, and so on.
   *
   * @param directory is made if it is missing
   * @param name a Java identifier
   * @return the file to replay
   * @throws IOException if a file cannot be written
   */
  public Path write(Path directory, String name) throws IOException {
    Files.createDirectories(directory);
    String free = name;
    for (int next = 2; !claimed(directory, free); next++) {
      free = name + "_" + next;
    }
    create(directory.resolve(free + ".svg"), svg);
    create(directory.resolve(free + ".mmd"), mermaid);
    create(directory.resolve(free + "Test.java"), test.apply(free + "Test"));
    return directory.resolve(free + ".replay");
  }

  /** The file to replay is made first: of two writers at once, one makes it. */
  private boolean claimed(Path directory, String name) throws IOException {
    boolean taken =
        Stream.of(".svg", ".mmd", "Test.java")
            .anyMatch(end -> Files.exists(directory.resolve(name + end)));
    if (taken) {
      return false;
    }
    try {
      create(
          directory.resolve(name + ".replay"),
          "# " + title + "\n" + String.join("\n", replay) + "\n");
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void create(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
  }
}
