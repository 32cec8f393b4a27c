package dev.pilcrow.cli;

import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.simulator.explore.ExplorationFile;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.replay.ReplayFile;
import dev.pilcrow.simulator.run.RunResult;
import dev.pilcrow.simulator.run.StoryTeller;
import dev.pilcrow.simulator.trace.SequenceDiagram;
import dev.pilcrow.simulator.trace.Story;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilcrow replay}: runs again what a simulation has written down. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs again what pilcrow simulate or explore has written to a file, prints every system call"
          + " or step, and says which promise is broken, if any still is."
    },
    footer = {"", "Exit codes: 0 every promise was kept; 1 one was not; 2 usage."})
final class ReplayCommand implements Callable<Integer> {
  private static final String NAME = "pilcrow replay";

  @Parameters(paramLabel = "FILE", description = "The file, NAME.replay.")
  private Path file = Path.of("");

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Draw who told whom what into a new file.")
  private @Nullable Path svg;

  @Option(names = "--quiet", description = "Do not print the system calls.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    Console console = Console.open(NAME, new NativeKernel(), () -> {});
    List<String> lines = lines(file);
    ReplayFile replay;
    try {
      if (ExplorationFile.isOne(lines)) {
        return replay(console, ExplorationFile.parse(lines));
      }
      replay = ReplayFile.parse(lines);
    } catch (IllegalArgumentException e) {
      return console.finish(file + ": " + e.getMessage());
    }
    StoryTeller teller = new StoryTeller();
    RunResult result =
        replay.run(List.of(teller), quiet ? null : line -> console.print(line + "\n"));
    PromiseBroken failure = result.failure();
    String verdict = verdict(failure);
    if (svg != null) {
      Files.writeString(
          svg, SequenceDiagram.svg(verdict, teller.story()), StandardOpenOption.CREATE_NEW);
    }
    console.print(
        result.plan()
            + "\n"
            + verdict
            + "\n"
            + result.events()
            + " events, digest "
            + result.digestText()
            + "\n");
    return console.finish(failure == null);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": this is no UTF-8 text", e);
    }
  }

  private static String verdict(@Nullable PromiseBroken failure) {
    return failure == null
        ? "every promise was kept"
        : failure.promise() + ": " + failure.getMessage();
  }

  /** What {@code pilcrow explore} has found. */
  private int replay(Console console, ExplorationFile found) throws IOException {
    Story story = new Story();
    PromiseBroken failure = found.replay(story);
    for (String step : quiet ? List.<String>of() : found.steps()) {
      console.print(step + "\n");
    }
    String verdict = verdict(failure);
    if (svg != null) {
      Files.writeString(svg, SequenceDiagram.svg(verdict, story), StandardOpenOption.CREATE_NEW);
    }
    console.print(found.options() + "\n" + verdict + "\n");
    return console.finish(failure == null);
  }
}
