package dev.pilcrow.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What proc(5) shows of processes. A process that is gone meanwhile shows nothing. */
final class Proc {
  private static final Path ROOT = Path.of("/proc");

  private Proc() {}

  /** Whether a process of that id runs; one that has ended and is not yet waited for does not. */
  static boolean isRunning(long pid) {
    String state = state(pid);
    return !state.isEmpty() && !state.equals("Z") && !state.equals("X");
  }

  /** The one-letter state, {@code T} for one that is stopped; empty if there is no such process. */
  static String state(long pid) {
    // "PID (any text) S …": the text may hold anything, so the last parenthesis counts.
    String stat = read(ROOT.resolve(pid + "/stat"));
    int end = stat.lastIndexOf(") ");
    return end < 0 ? "" : stat.substring(end + 2, end + 3);
  }

  /**
   * Whether the process sleeps in the kernel function whose name holds that part: {@code
   * wait_for_partner} in open(2) of a FIFO, {@code pipe_read}, {@code pipe_write}. Where the kernel
   * does not show it, whether it sleeps.
   */
  static boolean sleepsIn(long pid, String functionPart) {
    String function = read(ROOT.resolve(pid + "/wchan"));
    boolean hidden = function.isEmpty() || function.equals("0");
    return hidden ? state(pid).equals("S") : function.contains(functionPart);
  }

  /** Where the open descriptors of a process lead to. */
  static List<String> descriptors(long pid) {
    List<String> links = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(ROOT.resolve(pid + "/fd"))) {
      for (Path entry : entries) {
        linkOf(entry, links);
      }
    } catch (IOException e) {
      return List.of();
    }
    return links;
  }

  private static void linkOf(Path entry, List<String> links) {
    try {
      links.add(Files.readSymbolicLink(entry).toString());
    } catch (IOException e) {
      // Closed meanwhile, such as the one that lists this directory.
    }
  }

  /** The ids of all running processes whose environment holds that entry. */
  static List<Long> withEnvironment(String entry) {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(ROOT, "[0-9]*")) {
      for (Path process : entries) {
        if (("\0" + read(process.resolve("environ"))).contains("\0" + entry + "\0")) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      throw new AssertionError("/proc cannot be read", e);
    }
    return found;
  }

  /** Whether this process was started with the signal ignored, which its children inherit. */
  static boolean ignoresSignal(int number) {
    for (String line : read(ROOT.resolve("self/status")).split("\n", -1)) {
      if (line.startsWith("SigIgn:")) {
        long mask = Long.parseUnsignedLong(line.substring("SigIgn:".length()).trim(), 16);
        return (mask >>> (number - 1) & 1) != 0;
      }
    }
    return false;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
