package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs that tests start. A test that needs one which is missing is skipped, and says so.
 */
final class Programs {
  private Programs() {}

  /**
   * The built command, as the launcher runs it, but with a compiler that is ready sooner.
   *
   * @param temporary where it may put files of no name
   */
  static List<String> pilcrow(Path temporary) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx512m"));
    if (Runtime.version().feature() >= 24) {
      command.addAll(
          List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    }
    String jar = setting("pilcrow.jar");
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-jar", jar));
    return command;
  }

  /** The Python interpreter itself, not a wrapper around it, so that signals reach it. */
  static String python() {
    Optional<String> found = Python.EXECUTABLE;
    assumeTrue(found.isPresent(), "python3 is not installed");
    return found.orElseThrow();
  }

  private static final class Python {
    static final Optional<String> EXECUTABLE =
        lookUp("python3", "-c", "import sys; print(sys.executable)");
  }

  /** Skips the test if the program is missing. */
  static void require(String program) {
    assumeTrue(
        lookUp("bash", "-c", "command -v \"$1\"", "bash", program).isPresent(),
        program + " is not installed");
  }

  /** Skips the test unless it runs as root, who alone may act as another user. */
  static void requireRoot() {
    assumeTrue(lookUp("id", "-u").equals(Optional.of("0")), "not run as root");
  }

  /** The client in bash of docs/protocol.md; its arguments are DIR and NAME. */
  static String bashClient() {
    String begin = "\n```bash\n";
    try {
      String text = Files.readString(Path.of(setting("pilcrow.protocol")));
      int from = text.indexOf(begin) + begin.length();
      return text.substring(from, text.indexOf("\n```\n", from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String setting(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: run these tests by ./mvnw verify");
    }
    return value;
  }

  /** The file of that name beside the tests. */
  static Path resource(String name) {
    URL url = Programs.class.getResource("/e2e/" + name);
    if (url == null) {
      throw new IllegalArgumentException("no resource e2e/" + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Runs a command of the shell to its end, which must be a good one. */
  static void run(String... command) {
    List<String> shell = new ArrayList<>(List.of("bash", "-c", "\"$@\"", "bash"));
    shell.addAll(List.of(command));
    if (lookUp(shell.toArray(new String[0])).isEmpty()) {
      throw new AssertionError(String.join(" ", command) + " failed");
    }
  }

  /** What it prints; empty if it is missing or fails. */
  private static Optional<String> lookUp(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted in " + String.join(" ", command), e);
    }
  }
}
