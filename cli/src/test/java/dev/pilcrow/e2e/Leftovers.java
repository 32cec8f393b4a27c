package dev.pilcrow.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What was there before a test, and the check that no more is there after it. */
final class Leftovers {
  /** The environment variable that marks the processes of a test, and all that these start. */
  static final String MARK = "PILCROW_E2E";

  private final Path root;
  private final Set<Thread> threads;
  private final long pipes;

  private Leftovers(Path root, Set<Thread> threads, long pipes) {
    this.root = root;
    this.threads = threads;
    this.pipes = pipes;
  }

  /** Nothing was looked at. */
  static Leftovers none() {
    return new Leftovers(Path.of(""), Set.of(), 0);
  }

  /** What is there now, before a test in that directory. */
  static Leftovers before(Path root) {
    WireClient.warmUp(); // threads and descriptors that stay come before the look
    return new Leftovers(root, new HashSet<>(Thread.getAllStackTraces().keySet()), pipes(root));
  }

  /** Fails if the test has left anything behind but these FIFOs. */
  void requireNone(Set<Path> expected) {
    await("process", () -> List.copyOf(Proc.withEnvironment(MARK + "=" + root)));
    require("FIFO", fifos(expected));
    require("temporary file", temporaryFiles());
    await("thread", this::newThreads);
    await("descriptor of a pipe", () -> pipes(root) > pipes ? Proc.descriptors(self()) : List.of());
  }

  /** Waits, since the end of a process is seen a moment before all of it is gone. */
  private static void await(String what, Supplier<List<?>> look) {
    try {
      Await.until("the end of every " + what, () -> look.get().isEmpty());
    } catch (AssertionError e) {
      require(what, look.get());
    }
  }

  private static void require(String what, List<?> found) {
    if (!found.isEmpty()) {
      throw new AssertionError("left behind, " + what + ": " + found);
    }
  }

  private List<Path> fifos(Set<Path> expected) {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        boolean fifo =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
        if (fifo && !expected.contains(file)) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  List<Path> temporaryFiles() {
    try (Stream<Path> files = Files.list(root.resolve("tmp"))) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Thread> newThreads() {
    List<Thread> found = new ArrayList<>(Thread.getAllStackTraces().keySet());
    found.removeAll(threads);
    // The JDK's own thread that waits for child processes is kept for the next one.
    found.removeIf(thread -> thread.getName().startsWith("process reaper"));
    found.removeIf(thread -> thread.getName().startsWith("junit"));
    return found;
  }

  private static long pipes(Path root) {
    return Proc.descriptors(self()).stream()
        .filter(link -> link.startsWith("pipe:") || link.startsWith(root.toString()))
        .count();
  }

  private static long self() {
    return ProcessHandle.current().pid();
  }
}
