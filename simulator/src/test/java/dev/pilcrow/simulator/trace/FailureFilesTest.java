package dev.pilcrow.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureFilesTest {
  @TempDir private Path directory;

  private final FailureFiles files =
      new FailureFiles(
          "the hub waits",
          List.of("one", "two"),
          "<svg/>",
          "graph",
          name -> "class " + name + " {}");

  @Test
  void there_are_four_in_a_directory_that_is_made() throws IOException {
    Path made = directory.resolve("a").resolve("b");

    Path replay = files.write(made, "Seed7");

    assertEquals(made.resolve("Seed7.replay"), replay);
    assertEquals("# the hub waits\none\ntwo\n", Files.readString(replay));
    assertEquals("<svg/>", Files.readString(made.resolve("Seed7.svg")));
    assertEquals("graph", Files.readString(made.resolve("Seed7.mmd")));
    assertEquals("class Seed7Test {}", Files.readString(made.resolve("Seed7Test.java")));
  }

  @Test
  void what_is_there_stays_and_the_next_get_a_name_of_their_own() throws IOException {
    files.write(directory, "Seed7");
    Files.writeString(directory.resolve("Seed7_2.svg"), "somebody's");

    assertEquals(directory.resolve("Seed7_3.replay"), files.write(directory, "Seed7"));

    assertEquals("somebody's", Files.readString(directory.resolve("Seed7_2.svg")));
    assertEquals("class Seed7_3Test {}", Files.readString(directory.resolve("Seed7_3Test.java")));
    assertEquals(
        List.of(
            "Seed7.mmd",
            "Seed7.replay",
            "Seed7.svg",
            "Seed7Test.java",
            "Seed7_2.svg",
            "Seed7_3.mmd",
            "Seed7_3.replay",
            "Seed7_3.svg",
            "Seed7_3Test.java"),
        names());
  }

  @Test
  void a_file_in_the_directorys_place_is_an_error() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThrows(FileAlreadyExistsException.class, () -> files.write(file, "Seed7"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return List.copyOf(new TreeSet<>(all.map(file -> file.getFileName().toString()).toList()));
    }
  }
}
