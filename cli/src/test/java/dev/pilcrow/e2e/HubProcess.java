package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process of {@code pilcrow hub}: its directory, its log, its end. */
final class HubProcess extends Peer {
  private final Path directory;

  HubProcess(
      String name, String mark, Process process, Lines output, Lines errors, Path directory) {
    super(name, mark, process, output, errors);
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  Path inbox() {
    return directory.resolve("hub");
  }

  void awaitListening() {
    expect("listening on " + inbox());
  }

  // ---- its log ----

  /** Its log so far, without the times. */
  List<String> log() {
    return errors().stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }

  /** Returns once that line is in the log. */
  void awaitLog(String line) {
    awaitLog(1, line);
  }

  /** Returns once that line is in the log so many times. */
  void awaitLog(int times, String line) {
    await("the log line <" + line + ">, " + times + " times", () -> seen(times, line));
  }

  /**
   * Returns once a client of the lab's kind has left. It ends right behind its goodbye, and a hub
   * that looks up late sees its end first.
   */
  void awaitLabClientLeft(String name) {
    String goodbye = "left " + name + ": said goodbye";
    String end = "left " + name + ": reader gone";
    await("<" + goodbye + "> or <" + end + ">", () -> seen(1, goodbye).or(() -> seen(1, end)));
  }

  /** How many clients of the lab's kind have left by themselves, of a hub that has ended. */
  long labClientsLeft() {
    return counter("left-disconnect") + counter("left-gone");
  }

  private Optional<String> seen(int times, String line) {
    long count = log().stream().filter(line::equals).count();
    return count >= times ? Optional.of(line) : Optional.empty();
  }

  /** A counter of the last line of the log of a hub that has ended. */
  long counter(String name) {
    assertFalse(isAlive(), "counters are told at the end");
    List<String> log = log();
    String last = log.isEmpty() ? "" : log.get(log.size() - 1);
    for (String word : last.split(" ", -1)) {
      if (last.startsWith("counters ") && word.startsWith(name + "=")) {
        return Long.parseLong(word.substring(name.length() + 1));
      }
    }
    throw new AssertionError("no counter " + name + " in the last line of the log" + report());
  }

  // ---- its end ----

  /** SIGTERM; the hub must end well, tell its counters, and leave no name behind. */
  void shutDown() {
    terminate();
    requireGoodEnd();
  }

  /** Waits for the end, which must be a good one. */
  void requireGoodEnd() {
    assertEquals(0, exitCode(), () -> "exit code of " + this + report());
    counter("joined");
    assertFalse(Files.exists(inbox(), LinkOption.NOFOLLOW_LINKS), "the inbox is still there");
  }

  /** The names in its directory, sorted; none if it has removed the directory too. */
  List<String> names() {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
