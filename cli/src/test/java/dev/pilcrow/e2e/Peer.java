package dev.pilcrow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A process of a test. Its input is a pipe unless a file was given, its output and errors are read
 * as lines, see {@link Lines}.
 */
class Peer {
  private static final long PATIENCE_SECONDS = 60;

  private final String name;
  private final String mark;
  private final Process process;
  private final Lines output;
  private final Lines errors;

  /**
   * @param mark the entry of its environment that no process has but this one and those that it
   *     starts
   */
  Peer(String name, String mark, Process process, Lines output, Lines errors) {
    this.name = name;
    this.mark = mark;
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  // ---- its input ----

  /** Writes a line to its input, in one piece. */
  void type(String line) {
    typeRaw(line + "\n");
  }

  /** Writes to its input as it stands. */
  void typeRaw(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(this + " takes no input", e);
    }
  }

  /** Ends its input, as ^D does. */
  void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends its input, at which it must end well. */
  void leave() {
    endInput();
    assertEquals(0, exitCode(), () -> "exit code of " + this + report());
  }

  // ---- its output ----

  /** The next line of its output, which must be that one. */
  void expect(String line) {
    String next = nextLine();
    if (!next.equals(line)) {
      throw new AssertionError(
          "expected the line <" + line + ">, got <" + next + "> from " + this + report());
    }
  }

  /** The next line of its output. */
  String nextLine() {
    return await("a line of output", output::poll);
  }

  /** All lines of its output so far. */
  List<String> output() {
    return output.all();
  }

  /** All lines of its errors so far. */
  List<String> errors() {
    return errors.all();
  }

  /** Returns once one line of its errors is that one. */
  void awaitError(String line) {
    await("<" + line + "> among its errors", () -> first(errors(), line));
  }

  private static Optional<String> first(List<String> lines, String wanted) {
    return lines.contains(wanted) ? Optional.of(wanted) : Optional.empty();
  }

  /** Looks until it is there; fails at once if the process has ended without. */
  final <T> T await(String what, Supplier<Optional<T>> look) {
    return Await.present(
        () -> what + " of " + this + report(),
        () -> {
          boolean alive = process.isAlive(); // before the look, which then sees its last words too
          Optional<T> seen = look.get();
          if (seen.isEmpty() && !alive) {
            throw new AssertionError(this + " ended without " + what + report());
          }
          return seen;
        });
  }

  /** Reads its output no more, if that is a pipe: closes it. */
  void closeOutput() {
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- its end ----

  /** Waits for it to end. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(this + " does not end" + report());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for " + this, e);
    }
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL to it and all that it has started; returns when they are gone. */
  void kill() {
    Await.until("the end of " + this, () -> killAll() == 0);
    exitCode();
  }

  /** One that is just being forked is not seen yet, so this is repeated until none is left. */
  private int killAll() {
    List<Long> running = Proc.withEnvironment(mark);
    for (long pid : running) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    return running.size();
  }

  /** SIGINT, as ^C. */
  void interrupt() {
    signal("INT");
  }

  /** SIGSTOP; returns when it stands still. */
  void freeze() {
    signal("STOP");
    Await.until("the stop of " + this, () -> Proc.state(pid()).equals("T"));
  }

  /** SIGCONT. */
  void thaw() {
    signal("CONT");
  }

  /** Returns once it sleeps in open(2) of a FIFO that has no other end. */
  void awaitBlockedInOpen() {
    awaitSleepIn("wait_for_partner");
  }

  /** Returns once it sleeps in write(2) to a pipe that is full. */
  void awaitBlockedInWrite() {
    awaitSleepIn("pipe_write");
  }

  private void awaitSleepIn(String function) {
    await(
        "sleep in " + function,
        () -> Proc.sleepsIn(pid(), function) ? Optional.of(true) : Optional.empty());
  }

  /** Closes this side of its pipes. */
  void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // What was still to be written to a process that has ended.
    }
    try {
      process.getInputStream().close();
      process.getErrorStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String signal) {
    Programs.run("kill", "-" + signal, Long.toString(pid()));
  }

  /** What it said, for the message of a failed test. */
  String report() {
    StringBuilder text = new StringBuilder();
    append(text, " stdout", output.all());
    append(text, " stderr", errors.all());
    return text.toString();
  }

  private void append(StringBuilder text, String stream, List<String> lines) {
    int from = Math.max(0, lines.size() - 30);
    for (String line : lines.subList(from, lines.size())) {
      String shown = line.length() <= 200 ? line : line.substring(0, 200) + "…";
      text.append("\n    ").append(name).append(stream).append("| ").append(shown);
    }
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + (isAlive() ? "" : ", ended") + ")";
  }
}
