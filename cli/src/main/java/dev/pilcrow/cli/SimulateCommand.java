package dev.pilcrow.cli;

import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.simulator.campaign.Campaign;
import dev.pilcrow.simulator.campaign.Shard;
import dev.pilcrow.simulator.campaign.Totals;
import dev.pilcrow.simulator.choice.SeededChoices;
import dev.pilcrow.simulator.explore.Counterexample;
import dev.pilcrow.simulator.explore.ExploreOptions;
import dev.pilcrow.simulator.explore.Explorer;
import dev.pilcrow.simulator.oracle.PromiseBroken;
import dev.pilcrow.simulator.replay.FailureReport;
import dev.pilcrow.simulator.replay.ReplayFile;
import dev.pilcrow.simulator.run.Fault;
import dev.pilcrow.simulator.run.HubExperiment;
import dev.pilcrow.simulator.run.RunOptions;
import dev.pilcrow.simulator.run.RunResult;
import dev.pilcrow.simulator.run.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pilcrow simulate}: many runs over a simulated kernel, each drawn from a seed. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a hub and its clients over a simulated kernel, seed after seed, lets faults strike"
          + " between any two system calls, and checks every promise. What fails is made short and"
          + " written to files.",
      "",
      "The last line says: N runs, N events, digest HEX, N failures. An event is a system call."
    },
    footer = {
      "",
      "Exit codes: 0 every promise was kept; 1 one was not, or the kernels disagree;",
      "2 usage; 130 ended by a signal."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final String NAME = "pilcrow simulate";
  private static final String SWARM = "swarm";
  private static final long DEFAULT_SEEDS = 100;
  private static final long DEFAULT_COVERING = 4096;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The first seed. Default: drawn, and printed.")
  private @Nullable Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "How many runs. Default: 100, or as many as --for gives time for; with --coverage 4096.")
  private @Nullable Long seeds;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = "Begin no run after so many seconds.")
  private @Nullable Double seconds;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "How many clients in each run. Default: 3.")
  private int clients = 3;

  @Option(
      names = "--full-clients",
      paramLabel = "N",
      description =
          "How many of them are production clients at most; the others are scripts of a few calls."
              + " Default: 1000.")
  private int fullClients = 1000;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "A run calms down after so many system calls, or, where faults may strike, a part of"
              + " them, as it draws. Default: 20000.")
  private long events = 20_000;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "chat or echo. Default: drawn for each run.")
  private @Nullable HubMode mode;

  @Option(
      names = "--faults",
      paramLabel = "LIST",
      description =
          "What may befall every run, with commas between; none; or swarm: each run draws its own."
              + " Default: swarm. --faults help lists them.")
  private String faults = SWARM;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Of all seeds run every N-th, from the I-th on: a part of a campaign.")
  private String shard = "1/1";

  @Option(
      names = "--twice",
      description = "Run every seed twice, and fail if both differ in one call.")
  private boolean twice;

  @Option(
      names = "--speed",
      description =
          "Print how fast each run was: system calls for each second that the thread was computing,"
              + " all oracles on. The first runs warm up.")
  private boolean speed;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write every system call of the first seed's run to a new file.")
  private @Nullable Path trace;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "Where the files of failures go. Default: pilcrow-failures.")
  private Path out = Path.of("pilcrow-failures");

  @Option(
      names = "--check-kernel",
      paramLabel = "N",
      description =
          "Instead of runs: N random sequences of system calls on the simulated kernel and on this"
              + " machine's, which must agree call by call.")
  private @Nullable Long checkKernel;

  @Option(
      names = "--check-scenarios",
      paramLabel = "N",
      description =
          "Instead of runs: N drawn scenarios on both kernels, in which everybody must get the"
              + " same.")
  private @Nullable Long checkScenarios;

  @Option(
      names = "--coverage",
      paramLabel = "CONFIG",
      description =
          "Instead of runs of its own: runs of a configuration that pilcrow explore --level loop"
              + " takes, such as \"--clients 2 --frames 1\", and which share of all its states they"
              + " reach.")
  private @Nullable String coverage;

  @Option(names = "--json", description = "Print one JSON object a failure, and one at the end.")
  private boolean json;

  private volatile boolean ended;

  @Override
  public Integer call() throws IOException {
    if (faults.equals("help")) {
      return Console.print(NAME, Values.list(Fault.values(), Fault::option, Fault::text));
    }
    Console console = Console.open(NAME, new NativeKernel(), () -> {});
    long first = seed == null ? ThreadLocalRandom.current().nextLong(1L << 40) : seed;
    return EndOnSignal.during(
        NAME,
        () -> console.finish(work(console, first)),
        () -> {
          ended = true;
          console.hurry();
        },
        ExitCode.INTERRUPTED,
        EndOnSignal.PATIENCE_NANOS);
  }

  /** Returns whether all was as it should be. */
  private boolean work(Console console, long first) throws IOException {
    KernelChecks checks = new KernelChecks(console, first, json);
    if (checkKernel != null) {
      return checks.calls(checkKernel);
    }
    if (checkScenarios != null) {
      return checks.scenarios(checkScenarios);
    }
    if (coverage != null) {
      return cover(console, first, coverage);
    }
    return simulate(console, first);
  }

  /** Goes through a small configuration until all is known of it, and then at random. */
  private boolean cover(Console console, long first, String configuration) {
    ExploreOptions config =
        Values.of(spec, () -> ExploreOptions.parse("--level loop " + configuration));
    Progress progress = new Progress("states");
    Explorer explorer =
        Explorer.of(
            config,
            (states, frontier, transitions) ->
                progress.show(states, transitions, "transitions", frontier + " to go on from"));
    Counterexample broken = explorer.run().counterexample();
    progress.clear();
    if (broken != null) {
      console.print(broken.title() + "\n  steps: pilcrow explore " + config + "\n");
      return false;
    }
    new CoverageReport(console, json)
        .cover(explorer, seeds != null ? seeds : DEFAULT_COVERING, first);
    return true;
  }

  private boolean simulate(Console console, long first) throws IOException {
    RunOptions options = options();
    Shard part = Values.of(spec, () -> Shard.parse(shard));
    long deadline = seconds == null ? Long.MAX_VALUE : Values.nanos(seconds);
    long runs = seeds != null ? seeds : seconds != null ? Long.MAX_VALUE : DEFAULT_SEEDS;
    if (trace != null) {
      writeTrace(options, first, trace);
    }
    if (!json) {
      String where = part.equals(Shard.WHOLE) ? "" : ", shard " + shard;
      console.print("seeds from " + first + where + "\n");
    }
    Progress progress = new Progress("runs");
    Speedometer meter = new Speedometer();
    long begun = System.nanoTime();
    long[] done = new long[2];
    Totals totals =
        new Campaign(new HubExperiment(options).asLongAs(events -> !ended), twice)
            .run(
                first,
                runs,
                part,
                () -> !ended && System.nanoTime() - begun < deadline,
                (one, result) -> {
                  done[0]++;
                  done[1] += result.events();
                  if (speed) {
                    progress.clear();
                    console.print(speedText(one, meter.lap(result.events()), result));
                  }
                  progress.show(done[0], done[1], "events");
                  if (result.failure() != null) {
                    progress.clear();
                    report(console, options, one);
                  }
                });
    progress.clear();
    if (speed) {
      console.print(speedText(null, meter.total(), null));
    }
    console.print(
        json
            ? Json.ofType("end")
                .put("seed", first)
                .put("runs", totals.runs())
                .put("events", totals.events())
                .put("digest", totals.digestText())
                .put("failures", totals.failures())
                .line()
            : totals + "\n");
    return totals.failures() == 0;
  }

  /** Of one run, or of all. */
  private String speedText(@Nullable Long one, double eventsPerSecond, @Nullable RunResult result) {
    if (json) {
      Json line = Json.ofType("speed");
      return (one == null ? line : line.put("seed", one))
          .put("eventsPerSecond", Math.round(eventsPerSecond))
          .line();
    }
    return String.format(
        Locale.ROOT,
        "%s: %.2f M events/s%s%n",
        one == null ? "all" : "seed " + one,
        eventsPerSecond / 1e6,
        result == null ? "" : ", " + result.events() + " events, " + result.plan());
  }

  private void report(Console console, RunOptions options, long failed) {
    FailureReport report = FailureReport.of(options, new SeededChoices(failed), List::of);
    String name = "Seed" + (failed < 0 ? "Minus" : "") + Math.abs(failed);
    try {
      Path file = report.files().write(out, name);
      console.print(json ? failureJson(failed, report, file) : failureText(failed, report, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String failureText(long failed, FailureReport report, Path file) {
    PromiseBroken broken = broken(report);
    return "seed "
        + failed
        + ": "
        + broken.promise()
        + ": "
        + broken.getMessage()
        + "\n  "
        + report.result().plan()
        + "\n  made short: "
        + report.result().events()
        + " calls, digest "
        + report.result().digestText()
        + "\n  again: pilcrow replay "
        + file
        + "\n  whole: pilcrow simulate --seed "
        + failed
        + " --seeds 1 "
        + optionText()
        + "\n";
  }

  private String failureJson(long failed, FailureReport report, Path file) {
    PromiseBroken broken = broken(report);
    return Json.ofType("failure")
        .put("seed", failed)
        .put("promise", broken.promise())
        .put("message", broken.getMessage())
        .put("plan", report.result().plan().toString())
        .put("events", report.result().events())
        .put("digest", report.result().digestText())
        .put("replay", file.toString())
        .line();
  }

  private static PromiseBroken broken(FailureReport report) {
    PromiseBroken broken = report.result().failure();
    if (broken == null) {
      throw new IllegalStateException("the shortest run does not fail");
    }
    return broken;
  }

  private String optionText() {
    return "--clients %d --events %d --faults %s --full-clients %d%s"
        .formatted(
            clients, events, faults, fullClients, mode == null ? "" : " --mode " + mode.text());
  }

  private RunOptions options() {
    return Values.of(
        spec,
        () -> {
          RunOptions options =
              RunOptions.swarm(clients, events).withMode(mode).withFullClients(fullClients);
          return faults.equals(SWARM) ? options : options.withFaults(ReplayFile.faults(faults));
        });
  }

  private static void writeTrace(RunOptions options, long first, Path file) throws IOException {
    try (PrintWriter lines =
        new PrintWriter(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW))) {
      RunResult result =
          Simulation.run(options, new SeededChoices(first), List.of(), lines::println);
      lines.println("digest " + result.digestText());
    }
  }
}
