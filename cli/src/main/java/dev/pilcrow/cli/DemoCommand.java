package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code pilcrow demo}: the lab sheet's three exercises, played over real FIFOs. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Plays the lab sheet's three exercises with a hub and three clients over real FIFOs, shows"
            + " what travels through which, then how to join in. Leaves nothing behind.",
    footer = {"", "Exit codes: 0 played; 1 failed, stderr says why; 2 usage; 130 ended by ^C."})
final class DemoCommand implements Callable<Integer> {
  private volatile boolean ended;

  @Override
  public Integer call() throws IOException {
    return EndOnSignal.during(this::play, () -> ended = true, ExitCode.INTERRUPTED);
  }

  private int play() throws IOException {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    Kernel kernel = new NativeKernel();
    Path directory = Files.createTempDirectory("pilcrow-demo-");
    try {
      DemoScript script =
          new DemoScript(kernel, directory.toString(), out, () -> ended || out.checkError());
      boolean complete = script.play();
      out.flush();
      if (out.checkError()) {
        return ExitCode.BROKEN_PIPE;
      }
      return complete ? ExitCode.OK : ExitCode.INTERRUPTED;
    } finally {
      Files.delete(directory);
    }
  }
}
