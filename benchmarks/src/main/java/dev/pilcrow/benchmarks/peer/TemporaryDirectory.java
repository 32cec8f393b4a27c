package dev.pilcrow.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A private directory for one run, in memory where the machine has such a place. Removed when it is
 * closed, and when the process ends before that.
 */
public final class TemporaryDirectory implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> OPEN.forEach(TemporaryDirectory::delete), "temporary directories"));
  }

  private final Path path;

  /** Makes one, with permissions 0700. */
  public TemporaryDirectory() throws IOException {
    String prefix = "pilcrow-bench";
    this.path =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, prefix)
            : Files.createTempDirectory(prefix);
    OPEN.add(path);
  }

  public Path path() {
    return path;
  }

  /** Removes it and all that is in it. */
  @Override
  public void close() {
    OPEN.remove(path);
    delete(path);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("cannot remove " + directory + ": " + e);
    }
  }
}
