package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo plays to its end, and the sources that it shows are good. */
@Timeout(60)
class DemoTest {
  private static final Path SOURCES = Path.of("src/main/resources/dev/pilcrow/cli");

  /** What the tests run with; Surefire hides it in a jar. */
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir Path temporary;

  @Test
  void it_plays_all_three_exercises_and_leaves_nothing_behind() throws IOException {
    List<String> lines = new ArrayList<>();
    DemoScript script =
        new DemoScript(
            new NativeKernel(), temporary.toString(), line -> lines.add(line.strip()), () -> false);

    assertTrue(script.play());

    assertTrue(lines.contains("alice -> DIR/hub     ¶alice"), lines::toString);
    assertTrue(lines.contains("alice hears  alice: \"hello\""));
    assertTrue(lines.contains("hub   -> DIR/alice   alice¶hello"));
    assertTrue(lines.contains("carol hears  alice: \"hello, everyone\""));
    assertTrue(lines.contains("alice hears  bob, to alice alone: \"for you alone\""));
    assertTrue(lines.contains("alice hears  carol has left"));
    // The directory's own name may be sixteen digits long.
    assertEquals(
        List.of(),
        lines.stream()
            .map(line -> line.replace(temporary.toString(), "TEMPORARY"))
            .filter(line -> line.matches(".*\\b[0-9a-f]{16}\\b.*"))
            .toList(),
        "whole tokens");
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void one_that_is_ended_early_leaves_nothing_behind_either() throws IOException {
    int[] asked = {0};
    DemoScript script =
        new DemoScript(new NativeKernel(), temporary.toString(), line -> {}, () -> ++asked[0] > 20);

    assertFalse(script.play());

    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void the_java_source_compiles_and_joins_a_hub() throws Exception {
    assertEquals(0, compile(SOURCES.resolve("Join.java")));

    withHub(
        directory -> {
          Process join =
              start(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      CLASS_PATH + ":" + temporary,
                      "Join",
                      directory));
          assertEquals("java: hello from Java", join.inputReader(UTF_8).readLine());
          join.getOutputStream().close();
          assertEquals(0, join.waitFor());
        });
  }

  @Test
  void the_readme_shows_the_same_java_source() throws IOException {
    String source = Files.readString(SOURCES.resolve("Join.java"));
    String readme = Files.readString(Path.of("../README.md"));

    assertTrue(readme.contains("```java\n" + source + "```\n"), readme);
  }

  @Test
  void the_bash_source_is_four_lines_and_joins_a_hub() throws Exception {
    List<String> source = Files.readAllLines(SOURCES.resolve("join.sh"));
    assertEquals(4, source.size());

    withHub(
        directory -> {
          Process join =
              start(List.of("bash", "-c", "d=" + directory + "\n" + String.join("\n", source)));
          try (Writer in = join.outputWriter(UTF_8)) {
            in.write("hello\n\nback\\nslash\n");
          }
          List<String> heard = join.inputReader(UTF_8).lines().toList();
          assertEquals(
              List.of("bash¶hello", "bash¶\\-", "bash¶back\\\\nslash", "hub¶bye disconnect"),
              heard);
          assertEquals(0, join.waitFor());
        });
  }

  private int compile(Path source) {
    return ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            CLASS_PATH,
            "-d",
            temporary.toString(),
            source.toString());
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Runs a guest of a hub that turns on a thread of its own. */
  private void withHub(Guest guest) throws Exception {
    Kernel kernel = new NativeKernel();
    String directory = temporary.resolve("hub").toString();
    HubServer hub =
        HubServer.open(
            kernel,
            new EventLoop(Poller.open(kernel)),
            HubOptions.of(directory, HubConfig.of(HubMode.CHAT)),
            HubListener.NONE);
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              try {
                hub.run();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      guest.visit(directory);
    } finally {
      hub.stop();
      end.get();
    }
  }

  private interface Guest {
    void visit(String directory) throws Exception;
  }
}
