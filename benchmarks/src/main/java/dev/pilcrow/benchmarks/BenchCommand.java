package dev.pilcrow.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.benchmarks.load.Pace;
import dev.pilcrow.benchmarks.micro.MicroBenchmarks;
import dev.pilcrow.benchmarks.micro.MicroBenchmarks.Depth;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.peer.Peers;
import dev.pilcrow.benchmarks.report.Findings;
import dev.pilcrow.benchmarks.report.JsonReport;
import dev.pilcrow.benchmarks.report.Machine;
import dev.pilcrow.benchmarks.report.ResultDirectory;
import dev.pilcrow.benchmarks.report.Table;
import dev.pilcrow.benchmarks.run.Driver;
import dev.pilcrow.benchmarks.run.Plan;
import dev.pilcrow.benchmarks.run.Progress;
import dev.pilcrow.benchmarks.run.Session;
import dev.pilcrow.benchmarks.run.Stage;
import dev.pilcrow.benchmarks.work.Row;
import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.benchmarks.work.Works;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pilcrow bench}: runs the benchmarks and writes what they found. */
@Command(
    name = "pilcrow bench",
    mixinStandardHelpOptions = true,
    versionProvider = BenchCommand.Version.class,
    sortOptions = false,
    description = {
      "Measures the hub beside a bare hub in C and beside what one would use instead of it. Each run is"
          + " of fresh processes (hub, subscribers, speaker), warmed up, and checks that every frame"
          + " arrives once and in order; a run that loses one fails.",
      "",
      "Works look like rtt-64 (round trip, 64 octets), echo-32x8-64 (32 clients, 8 frames under way"
          + " each), fan-100x32-64 (one to 100, 32 frames per write). See docs/benchmarks.md.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all runs that were possible here were good",
      "1:a frame was lost, doubled or out of order, or something else failed",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./pilcrow bench                                  a first look",
      "  ./pilcrow bench --full --rounds 9                everything, for the record",
      "  ./pilcrow bench --only fan --peers pilcrow,c-tee",
      "  ./pilcrow bench --only fan-7x4-200 --rounds 1    a work of your own",
      "  ./pilcrow bench --micro Hub                      single parts named so"
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int OK = 0;
  private static final int FAILURE = 1;
  private static final int USAGE = 2;
  private static final int SHORT_ROUNDS = 3;
  private static final int FULL_ROUNDS = 9;
  private static final double SECOND = 1_000;

  @Option(
      names = "--short",
      description = "Few works, 3 rounds: a quarter of an hour. The default.")
  private boolean isShort;

  @Option(names = "--full", description = "All works, 9 rounds: about 100 minutes.")
  private boolean isFull;

  @Option(
      names = "--only",
      paramLabel = "WORK",
      split = ",",
      description = "These works: ids, or how ids begin (rtt, echo, fan, fan-10x1).")
  private List<String> only = List.of();

  @Option(
      names = "--peers",
      paramLabel = "LIST",
      split = ",",
      description = "These hubs. Default: ${COMPLETION-CANDIDATES}.",
      completionCandidates = PeerNames.class)
  private List<String> peers = Peers.ALL.stream().map(Peer::id).toList();

  @Option(
      names = "--driver",
      paramLabel = "java|c",
      description = "Which program makes the load; the one in C knows hubs on FIFOs only.")
  private Driver driver = Driver.JAVA;

  @Option(names = "--rounds", paramLabel = "N", description = "How often. Default: 3, or 9.")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "How long each run goes before it counts. Default: ${DEFAULT-VALUE}.")
  private double warmUp = 2;

  @Option(
      names = "--measure",
      paramLabel = "SECONDS",
      description = "How long each run counts. Default: ${DEFAULT-VALUE}.")
  private double measure = 1;

  @Option(
      names = "--check-every",
      description =
          "Look at every frame, not at the first and last of each read only (driver in Java).")
  private boolean checkEvery;

  @Option(
      names = "--micro",
      arity = "0..1",
      fallbackValue = ".*",
      paramLabel = "REGEX",
      description = "Single parts in one process (JMH) instead of works.")
  private @Nullable String micro;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where result.json and report.html are put; a new directory. Default:"
              + " benchmarks/target/bench-TIME.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print result.json instead of a table.")
  private boolean json;

  @Option(names = "--seed", paramLabel = "N", description = "Decides the order of the runs.")
  private long seed = System.nanoTime();

  @Option(names = "--list", description = "List works and peers, and end.")
  private boolean list;

  @Spec private CommandSpec spec;

  private BenchCommand() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new BenchCommand());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          boolean told = e instanceof IOException && e.getMessage() != null;
          System.err.println("pilcrow bench: " + (told ? e.getMessage() : e.toString()));
          return FAILURE;
        });
    commandLine.setParameterExceptionHandler(
        (e, arguments) -> {
          System.err.println("pilcrow bench: " + e.getMessage());
          System.err.println("Try 'pilcrow bench --help'.");
          return USAGE;
        });
    return commandLine;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Plan plan = plan();
    if (list) {
      printList(plan);
      return OK;
    }
    ResultDirectory directory =
        out == null ? ResultDirectory.at(began) : ResultDirectory.named(out);
    Map<String, String> about = about(began, plan);
    Findings findings = micro == null ? runWorks(plan, about, directory) : runMicro(about);
    about.put("load at the end", Machine.load());
    directory.write(findings);
    PrintStream stdout = new PrintStream(System.out, true, UTF_8);
    stdout.print(json ? JsonReport.of(findings) : Table.of(findings));
    System.err.println("written: " + directory.json());
    System.err.println("         " + directory.page());
    return findings.hasFailure() ? FAILURE : OK;
  }

  private Plan plan() {
    if (isShort && isFull) {
      throw new ParameterException(spec.commandLine(), "--short and --full exclude each other");
    }
    try {
      List<Work> works = Works.chosen(isFull ? Works.FULL : Works.SHORT, only);
      List<Peer> chosen = new ArrayList<>();
      for (String peer : peers) {
        chosen.add(Peers.named(peer));
      }
      int times = rounds != 0 ? rounds : isFull ? FULL_ROUNDS : SHORT_ROUNDS;
      Pace pace = new Pace((int) (warmUp * SECOND), (int) (measure * SECOND), checkEvery);
      return new Plan(works, chosen, times, pace, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void printList(Plan plan) {
    plan.works().forEach(work -> System.out.printf("%-18s %s%n", work.id(), work.title()));
    System.out.println();
    plan.peers().forEach(peer -> System.out.printf("%-18s %s%n", peer.id(), peer.title()));
  }

  /** After each round all that is known is written: a long run may be broken off. */
  private Findings runWorks(Plan plan, Map<String, String> about, ResultDirectory directory)
      throws IOException, InterruptedException {
    Progress progress = new Progress(System.err, isTerminal());
    Stage stage = new Stage(driver, plan.pace(), List.of());
    List<Row> rows =
        new Session(plan, stage, progress)
            .run(soFar -> directory.write(new Findings(about, soFar, List.of())));
    return new Findings(about, rows, List.of());
  }

  private Findings runMicro(Map<String, String> about) throws IOException {
    String regex = Objects.requireNonNull(micro);
    return new Findings(
        about, List.of(), MicroBenchmarks.run(regex, isFull ? Depth.FULL : Depth.SHORT));
  }

  private Map<String, String> about(Instant began, Plan plan) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put(
        "command",
        "./pilcrow bench " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    about.put("begun", began.toString());
    about.putAll(Machine.describe());
    about.put("load at the beginning", Machine.load());
    about.put("driver", driver.name().toLowerCase(Locale.ROOT));
    about.put("rounds", Integer.toString(plan.rounds()));
    about.put("warm-up", plan.pace().warmUpMillis() + " ms");
    about.put("measured", plan.pace().measuredMillis() + " ms");
    about.put("seed", Long.toString(plan.seed()));
    return about;
  }

  /** Whether stderr is one; System.console() would ask about stdin and stdout. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  static final class PeerNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    PeerNames() {
      super(Peers.ALL.stream().map(Peer::id).toList());
    }
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = BenchCommand.class.getPackage().getImplementationVersion();
      return new String[] {"pilcrow " + (version == null ? "(not run from its jar)" : version)};
    }
  }
}
