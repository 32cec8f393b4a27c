package dev.pilcrow.cli;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import java.io.IOException;
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
    footer = {
      "",
      "Exit codes: 0 played; 1 failed, stderr says why; 2 usage; 130 ended by a signal."
    })
final class DemoCommand implements Callable<Integer> {
  private volatile boolean ended;

  @Override
  public Integer call() throws IOException {
    Kernel kernel = new NativeKernel();
    Console console = Console.open("pilcrow demo", kernel, () -> {});
    return EndOnSignal.during(
        "pilcrow demo",
        () -> play(kernel, console),
        () -> {
          ended = true;
          console.hurry();
        },
        ExitCode.INTERRUPTED,
        EndOnSignal.PATIENCE_NANOS);
  }

  private int play(Kernel kernel, Console console) throws IOException {
    Path directory = Files.createTempDirectory("pilcrow-demo-");
    try {
      new DemoScript(
              kernel,
              directory.toString(),
              line -> console.print(line + '\n'),
              () -> ended || console.out().errno() != 0)
          .play();
    } finally {
      Files.delete(directory);
    }
    return console.finish(null);
  }
}
