package dev.pilcrow.cli;

import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import dev.pilcrow.simulator.explore.Counterexample;
import dev.pilcrow.simulator.explore.ExploreOptions;
import dev.pilcrow.simulator.explore.Explorer;
import dev.pilcrow.simulator.explore.Hazard;
import dev.pilcrow.simulator.explore.Level;
import dev.pilcrow.simulator.explore.TooManyStates;
import dev.pilcrow.simulator.explore.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pilcrow explore}: every interleaving of a small configuration. */
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Walks every interleaving of a hub and a few clients, each of which registers, says its frames"
          + " and says goodbye, and checks every promise in every state. If one is broken, it is"
          + " told by as few steps as can be, and written to files."
    },
    footer = {
      "",
      "Exit codes: 0 every promise is kept; 1 one is not, or there are too many states; 2 usage."
    })
final class ExploreCommand implements Callable<Integer> {
  private static final String NAME = "pilcrow explore";

  @Spec private CommandSpec spec;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "hub: the hub in a modelled world; loop: its whole loop over the simulated kernel, between"
              + " system calls. Default: hub.")
  private Level level = Level.HUB;

  @Option(names = "--clients", paramLabel = "N", description = "How many clients. Default: 2.")
  private int clients = 2;

  @Option(
      names = "--frames",
      paramLabel = "K",
      description = "How many frames each client says. Default: 1.")
  private int frames = 1;

  @Option(names = "--mode", paramLabel = "MODE", description = "chat or echo. Default: chat.")
  private HubMode mode = HubMode.CHAT;

  @Option(
      names = "--faults",
      paramLabel = "LIST",
      description =
          "What may happen at any point, with commas between; none; help lists them."
              + " Default: crash; at level loop none, and no other than crash.")
  private @Nullable String faults;

  @Option(
      names = "--preemptions",
      paramLabel = "B",
      description =
          "At level loop: how often others move between two system calls of the hub's turns."
              + " Default: 0.")
  private int preemptions;

  @Option(
      names = "--slow",
      paramLabel = "POLICY",
      description =
          "What becomes of a client that does not read, where full is among the faults: gap,"
              + " disconnect or wait. Default: gap.")
  private SlowPolicy slow = SlowPolicy.GAP;

  @Option(
      names = "--directs",
      description = "Each frame is said to everyone, or to any one client.")
  private boolean directs;

  @Option(
      names = "--no-symmetry",
      description = "Tell states apart that differ only in which client is which.")
  private boolean noSymmetry;

  @Option(
      names = "--states",
      paramLabel = "N",
      description =
          "Give up at more states, each of which takes about 80 octets of memory."
              + " Default: 16000000.")
  private int states = ExploreOptions.DEFAULT_MAX_STATES;

  @Option(
      names = "--coverage",
      paramLabel = "WALKS",
      description = "Then tell which share of the states so many random walks reach.")
  private @Nullable Long coverage;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What the random walks are drawn from. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "Where the files of a failure go. Default: pilcrow-failures.")
  private Path out = Path.of("pilcrow-failures");

  @Option(names = "--json", description = "Print one JSON object a line instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if ("help".equals(faults)) {
      return Console.print(NAME, Values.list(Hazard.values(), Hazard::option, Hazard::text));
    }
    ExploreOptions options = options();
    Console console = Console.open(NAME, new NativeKernel(), () -> {});
    Progress progress = new Progress("states");
    try {
      Explorer explorer =
          Explorer.of(
              options,
              (seen, frontier, transitions) ->
                  progress.show(seen, transitions, "transitions", frontier + " to go on from"));
      Verdict verdict = explorer.run();
      progress.clear();
      console.print(json ? jsonOf(verdict) : textOf(verdict));
      Counterexample found = verdict.counterexample();
      if (found != null) {
        report(console, found);
      } else if (coverage != null) {
        new CoverageReport(console, json).cover(explorer, coverage, seed);
      }
      return console.finish(found == null);
    } catch (TooManyStates e) {
      progress.clear();
      return console.finish(e.getMessage());
    }
  }

  private void report(Console console, Counterexample found) throws IOException {
    Path file = found.files().write(out, "Exploration");
    if (json) {
      console.print(
          Json.ofType("failure")
              .put("promise", found.broken().promise())
              .put("message", String.valueOf(found.broken().getMessage()))
              .put("steps", found.steps())
              .put("replay", file.toString())
              .line());
      return;
    }
    StringBuilder text = new StringBuilder(found.title()).append('\n');
    for (String step : found.steps()) {
      text.append("  ").append(step).append('\n');
    }
    console.print(text.append("  again: pilcrow replay ").append(file).append('\n').toString());
  }

  private static String textOf(Verdict verdict) {
    double seconds = verdict.nanos() / 1e9;
    StringBuilder text = new StringBuilder("steps     states\n");
    for (int depth = 0; depth <= verdict.depth(); depth++) {
      text.append("%5d %10d%n".formatted(depth, verdict.histogram().get(depth)));
    }
    return text
        + String.format(
            Locale.ROOT,
            "%s%n%d states, %d transitions%s, depth %d, %.1f s, %.0f transitions/s, %s%n",
            verdict.options(),
            verdict.states(),
            verdict.transitions(),
            verdict.calls() > 0 ? ", " + verdict.calls() + " system calls" : "",
            verdict.depth(),
            seconds,
            verdict.transitions() / seconds,
            verdict.counterexample() == null ? "every promise kept" : "a promise broken");
  }

  private static String jsonOf(Verdict verdict) {
    return Json.ofType("exploration")
        .put("options", verdict.options().toString())
        .put("states", verdict.states())
        .put("transitions", verdict.transitions())
        .put("calls", verdict.calls())
        .put("depth", verdict.depth())
        .put("nanos", verdict.nanos())
        .put("histogram", verdict.histogram().stream().map(String::valueOf).toList())
        .put("failures", verdict.counterexample() == null ? 0 : 1)
        .line();
  }

  private ExploreOptions options() {
    return Values.of(
        spec,
        () ->
            new ExploreOptions(
                level,
                clients,
                frames,
                mode,
                Hazard.parse(faults != null ? faults : level == Level.LOOP ? "none" : "crash"),
                slow,
                directs,
                level == Level.HUB && !noSymmetry,
                preemptions,
                states));
  }
}
