package dev.pilcrow.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A process's link to the one that has started it: lines on stdin and stdout. */
final class Control {
  /** What stands in the queue behind the last line. */
  static final String END = "end";

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final PrintStream out;

  /** Reads stdin on a thread of its own. */
  Control() {
    this.out = new PrintStream(System.out, true, UTF_8);
    Thread reader = new Thread(this::read, "control");
    reader.setDaemon(true);
    reader.start();
  }

  /** Says a line. */
  void say(String line) {
    out.println(line);
  }

  /** Waits for the next line; {@link #END} if there is none. */
  String await() throws InterruptedException {
    return lines.take();
  }

  /** The next line if one has come; costs next to nothing if none has. */
  @Nullable String poll() {
    return lines.poll();
  }

  /** Waits until nobody is there any more who could say something. */
  void awaitEnd() throws InterruptedException {
    String line = lines.take();
    while (!line.equals(END)) {
      line = lines.take();
    }
  }

  private void read() {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      System.err.println("stdin: " + e);
    }
    lines.add(END);
  }
}
