package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What happens in the demo, and what is said about it. */
final class DemoScript {
  private final Kernel kernel;
  private final String directory;
  private final Consumer<String> out;
  private final BooleanSupplier ended;

  /**
   * @param directory exists, and is empty again afterwards
   * @param out takes a line
   * @param ended asked again and again: true ends the play early
   */
  DemoScript(Kernel kernel, String directory, Consumer<String> out, BooleanSupplier ended) {
    this.kernel = kernel;
    this.directory = directory;
    this.out = out;
    this.ended = ended;
  }

  /** Plays; returns whether to the end. */
  boolean play() throws IOException {
    out.accept("One hub, three clients, four FIFOs in DIR = " + directory + ".");
    out.accept("'->' is a write(2) into a FIFO, with what is written; tokens are cut short.");
    try {
      one();
      two();
      three();
      joining();
      return true;
    } catch (DemoStage.EndedException e) {
      return false;
    }
  }

  private void one() throws IOException {
    title("Exercise 1: a client makes its own FIFO, tells the hub its name, and hears its echo");
    try (DemoStage stage = stage(HubMode.ECHO)) {
      stage.join("alice");
      stage.say("alice", null, "hello");
      stage.say("alice", null, "is anybody there?");
      stage.leave("alice");
    }
  }

  private void two() throws IOException {
    title("Exercise 2: many clients on one inbox; registration, data and goodbye");
    try (DemoStage stage = stage(HubMode.ECHO)) {
      stage.join("alice");
      stage.join("bob");
      stage.join("carol");
      stage.say("alice", null, "each hears itself");
      stage.say("carol", null, "and nobody else");
      stage.leave("bob");
      stage.leave("alice");
      stage.leave("carol");
    }
  }

  private void three() throws IOException {
    title("Exercise 3: the hub selects, so they can talk: to everyone, or to one alone");
    try (DemoStage stage = stage(HubMode.CHAT)) {
      stage.join("alice");
      stage.join("bob");
      stage.join("carol");
      stage.say("alice", null, "hello, everyone");
      stage.say("bob", "alice", "for you alone");
      stage.leave("carol");
      stage.leave("bob");
      stage.leave("alice");
    }
  }

  private void joining() throws IOException {
    title("Now you: a hub in one terminal, clients in others");
    out.accept("  ./pilcrow hub --dir /tmp/h");
    out.accept("  ./pilcrow client --dir /tmp/h --name alice");
    out.accept("  ./pilcrow send --dir /tmp/h 'hello from a script'");
    out.accept("");
    out.accept("In Java (Join.java; java -cp cli/target/dist/pilcrow.jar Join.java /tmp/h):");
    out.accept("");
    source("Join.java");
    out.accept("");
    out.accept("In bash, with d=/tmp/h:");
    out.accept("");
    source("join.sh");
  }

  private DemoStage stage(HubMode mode) throws IOException {
    return new DemoStage(kernel, directory, mode, out, ended);
  }

  private void title(String text) {
    out.accept("");
    out.accept(text);
    out.accept("");
  }

  /** Shows a source that a test compiles and runs. */
  private void source(String name) throws IOException {
    try (InputStream in = DemoScript.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing in the jar");
      }
      new String(in.readAllBytes(), UTF_8).lines().forEach(line -> out.accept("  " + line));
    }
  }
}
