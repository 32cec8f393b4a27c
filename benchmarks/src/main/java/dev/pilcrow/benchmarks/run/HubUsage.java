package dev.pilcrow.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a hub's process has used up, as /proc tells it.
 *
 * @param cpuNanos user and system time of all its threads, in nanoseconds
 * @param residentMebibytes its resident memory
 */
record HubUsage(long cpuNanos, double residentMebibytes) {
  private static final double KIBIBYTES_PER_MEBIBYTE = 1024;

  static HubUsage of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    return new HubUsage(cpuNanos(process), residentMebibytes(process));
  }

  /** From the scheduler's own account, since utime and stime count in hundredths of a second. */
  private static long cpuNanos(Path process) throws IOException {
    long sum = 0;
    List<Path> threads;
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      threads = tasks.toList();
    }
    for (Path thread : threads) {
      sum += cpuNanosOfThread(thread);
    }
    return sum;
  }

  private static long cpuNanosOfThread(Path thread) throws IOException {
    try {
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
    } catch (NoSuchFileException e) {
      return 0; // it has ended meanwhile
    }
  }

  private static double residentMebibytes(Path process) throws IOException {
    for (String line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIBIBYTES_PER_MEBIBYTE;
      }
    }
    throw new IOException("no VmRSS in " + process.resolve("status"));
  }
}
