package dev.pilcrow.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs in C beside this module's sources, compiled when they are first asked for; what was
 * made is gone when this process ends.
 */
public final class Floor {
  private static final String COMPILER = "cc";
  private static final Map<String, Path> COMPILED = new HashMap<>();
  private static @Nullable TemporaryDirectory directory;

  private Floor() {}

  /** Whether there is a C compiler on the PATH. */
  public static boolean canCompile() {
    String path = System.getenv("PATH");
    return path != null
        && Stream.of(path.split(File.pathSeparator, -1))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, COMPILER)));
  }

  /**
   * The program of that name.
   *
   * @throws IOException if it does not compile; the compiler's words are in the message
   */
  public static synchronized Path compiled(String program) throws IOException {
    Path known = COMPILED.get(program);
    if (known != null) {
      return known;
    }
    Path made = compile(program);
    COMPILED.put(program, made);
    return made;
  }

  private static Path compile(String program) throws IOException {
    Path source = directory().resolve(program + ".c");
    String resource = "/dev/pilcrow/benchmarks/floor/" + program + ".c";
    try (InputStream in = Floor.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no source of " + program);
      }
      Files.copy(in, source);
    }
    Path made = directory().resolve(program);
    Process compiler =
        new ProcessBuilder(
                COMPILER, "-O2", "-Wall", "-Wextra", "-o", made.toString(), source.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String words = new String(compiler.getInputStream().readAllBytes(), UTF_8);
      if (compiler.waitFor() != 0) {
        throw new IOException(program + ".c does not compile:\n" + words);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + program + " was compiled", e);
    }
    return made;
  }

  private static Path directory() throws IOException {
    TemporaryDirectory made = directory;
    if (made == null) {
      made = new TemporaryDirectory();
      directory = made;
    }
    return made.path();
  }
}
