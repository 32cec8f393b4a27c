package dev.pilcrow.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of a run, seen from here: lines to its stdin, lines from its stdout. */
final class Child implements AutoCloseable {
  private static final String END = "";
  private static final int ENDING_SECONDS = 5;
  private static final int TOLD_OCTETS = 2_000;

  private final String name;
  private final Process process;
  private final Path errors;
  private final PrintStream in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /**
   * Starts it.
   *
   * @param name what messages call it
   * @param directory where its stderr is kept, to be told if it fails
   */
  Child(String name, List<String> command, Path directory) throws IOException {
    this.name = name;
    this.errors = directory.resolve(name + ".stderr");
    this.process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    this.in = new PrintStream(process.getOutputStream(), true, UTF_8);
    Thread reader = new Thread(this::read, name);
    reader.setDaemon(true);
    reader.start();
  }

  long pid() {
    return process.pid();
  }

  void say(String line) {
    in.println(line);
  }

  /**
   * Waits for the line that begins with that word.
   *
   * @return what follows the word
   * @throws IOException if it says anything else, ends, or is silent for too long
   */
  String await(String word, int seconds) throws IOException, InterruptedException {
    @Nullable String line = lines.poll(seconds, TimeUnit.SECONDS);
    if (line == null) {
      throw new IOException(name + ": nothing said for " + seconds + " seconds" + told());
    }
    if (line.equals(END)) {
      throw new IOException(name + ": ended unexpectedly" + told());
    }
    if (!line.equals(word) && !line.startsWith(word + " ")) {
      throw new IOException(name + ": " + line);
    }
    return line.substring(word.length()).strip();
  }

  /** Closes its stdin, which asks it to end. */
  void release() {
    in.close();
  }

  /** Ends it, by force if need be. */
  @Override
  public void close() {
    release();
    try {
      if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("stdout: " + e);
    }
    lines.add(END);
  }

  private String told() throws IOException {
    String text = Files.readString(errors).strip();
    int from = Math.max(0, text.length() - TOLD_OCTETS);
    return text.isEmpty() ? "" : "\n" + text.substring(from);
  }
}
