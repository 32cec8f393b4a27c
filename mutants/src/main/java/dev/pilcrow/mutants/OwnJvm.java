package dev.pilcrow.mutants;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Attacks in a JVM that is started for nothing else. Descriptors and threads that a bug leaves
 * behind end with it, and cannot be taken for the next bug's.
 *
 * <pre>
 *   DIRECTORY/classes/  the mutated classes, in front of the class path
 *   DIRECTORY/log       what the JVM prints
 *   DIRECTORY/kill      what {@link dev.pilcrow.mutants.inside.Alone} has found
 * </pre>
 */
final class OwnJvm {
  private static final String MAIN = "dev.pilcrow.mutants.inside.Alone";

  /** A JVM that could not attack at all says so by this code; by others it tells of a crash. */
  private static final int KILLER_FAILED = 1;

  private OwnJvm() {}

  /**
   * Lets a killer loose on a product with those classes changed.
   *
   * @param patienceNanos who has not come back by then hangs, by the clock on the wall
   * @return what was found, or null
   * @throws IOException if there is no such JVM, or the killer itself has failed in it
   */
  static @Nullable Kill attack(
      Map<String, byte[]> mutated, Weapon weapon, Order order, long patienceNanos)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("mutant");
    try {
      Path classes = directory.resolve("classes");
      for (Map.Entry<String, byte[]> one : mutated.entrySet()) {
        Path file = classes.resolve(one.getKey().replace('.', '/') + ".class");
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, one.getValue());
      }
      return run(directory, command(classes, directory, weapon, order), patienceNanos);
    } finally {
      delete(directory);
    }
  }

  private static @Nullable Kill run(Path directory, List<String> command, long patienceNanos)
      throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(patienceNanos, TimeUnit.NANOSECONDS)) {
        return new Kill("hangs", "nothing was heard of it any more", patienceNanos, null);
      }
      int code = process.exitValue();
      if (code == KILLER_FAILED) {
        throw new IOException("the killer itself has failed: " + Files.readString(log));
      }
      return code == 0
          ? KillFile.read(directory.resolve("kill"))
          : new Kill("ends the JVM", "exit code " + code, 0, null);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> command(Path classes, Path directory, Weapon weapon, Order order) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(MAIN);
    command.add(directory.resolve("kill").toString());
    command.add(weapon.name());
    command.add(Long.toString(order.seed()));
    command.add(Long.toString(order.budgetNanos()));
    command.addAll(order.tests());
    return command;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
