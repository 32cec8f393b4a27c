package dev.pilcrow.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Kill} as a file, from one JVM to another: how long it took, what it was, and its message
 * to the end; an empty file says that nothing was found. Runs made short do not travel.
 */
public final class KillFile {
  private static final int HEAD_LINES = 2;

  private KillFile() {}

  public static void write(Path file, @Nullable Kill kill) throws IOException {
    String text =
        kill == null ? "" : kill.nanos() + "\n" + oneLine(kill.what()) + "\n" + kill.message();
    Files.writeString(file, text, UTF_8);
  }

  static @Nullable Kill read(Path file) throws IOException {
    List<String> lines = Files.readString(file, UTF_8).lines().toList();
    if (lines.isEmpty()) {
      return null;
    }
    String message = String.join("\n", lines.subList(HEAD_LINES, lines.size()));
    return new Kill(lines.get(1), message, Long.parseLong(lines.get(0)), null);
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }
}
