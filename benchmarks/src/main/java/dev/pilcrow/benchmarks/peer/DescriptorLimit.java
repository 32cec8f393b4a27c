package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How many descriptors a process may have open: RLIMIT_NOFILE, as /proc tells it. */
public final class DescriptorLimit {

  /** Jars, streams, pollers. */
  private static final int OTHERS = 200;

  private DescriptorLimit() {}

  /** Why a process cannot have a descriptor for each of that work's clients; null if it can. */
  static @Nullable String unavailable(Work work) {
    return allows(work.clients()) ? null : "RLIMIT_NOFILE is " + limit();
  }

  /** Whether a process may have so many descriptors beside its usual ones. */
  public static boolean allows(int descriptors) {
    return descriptors + OTHERS <= limit();
  }

  /** The hard limit: HotSpot raises the soft one to it. */
  public static long limit() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
        if (line.startsWith("Max open files")) {
          String hard = line.trim().split(" +", -1)[4];
          return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
        }
      }
      throw new IllegalStateException("no 'Max open files' in /proc/self/limits");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
