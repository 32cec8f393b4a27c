package dev.pilcrow.mutants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pilcrow mutants}: plants each bug, lets everything loose on it, and writes the table. */
@Command(
    name = "pilcrow mutants",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plants bugs in the protocol and the transport, one at a time, and tells what finds each of"
          + " them, and how soon: the product's own tests, the named scenarios on both kernels, every"
          + " interleaving of small configurations, random simulation from seed after seed. See docs/mutants.md.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 every bug was found; 1 one was not, or one cannot be planted any more; 2 usage."
    })
public final class MutantsCommand implements Callable<Integer> {
  private static final long NANOS = 1_000_000_000L;

  /** A weapon that a mutant is beyond is tried once, and so long. */
  private static final long BEYOND_SECONDS = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "These mutants: ids, or how they begin.")
  private List<String> only = List.of();

  @Option(
      names = "--weapons",
      paramLabel = "LIST",
      split = ",",
      description = "tests, scenarios, exploration, simulation. Default: all.")
  private Set<Weapon> weapons = EnumSet.allOf(Weapon.class);

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How often simulation is tried. Default: ${DEFAULT-VALUE}.")
  private int seeds = 20;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description =
          "An attack is given up after so much time of a processor. Default: ${DEFAULT-VALUE}.")
  private long limit = 60;

  @Option(
      names = "--shorten",
      paramLabel = "N",
      description = "For so many seeds the run found is made short. Default: ${DEFAULT-VALUE}.")
  private int shorten = 1;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "So many bugs are attacked at a time. Default: one for each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(names = "--list", description = "Only tell which bugs there are.")
  private boolean list;

  @Option(names = "--json", description = "Print JSON, an object a line for each mutant.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write mutants.md and mutants.json there.")
  private @Nullable Path out;

  private final PrintStream print = new PrintStream(System.out, true, UTF_8);

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new MutantsCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Mutant> mutants = chosen();
    if (list) {
      mutants.forEach(
          mutant -> print.printf("%-36s %-18s %s%n", mutant.id(), mutant.family(), mutant.story()));
      return CommandLine.ExitCode.OK;
    }
    if (jobs < 1) {
      throw new ParameterException(spec.commandLine(), "--jobs: at least 1, not " + jobs);
    }
    List<Row> rows = attacked(mutants);
    Table table = new Table(rows);
    print.print(json ? table.toJson() : table.toMarkdown());
    if (out != null) {
      Files.createDirectories(out);
      Files.writeString(out.resolve("mutants.md"), table.toMarkdown());
      Files.writeString(out.resolve("mutants.json"), table.toJson());
    }
    return rows.size() == mutants.size() && rows.stream().allMatch(Row::isKilled)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** A row for each that can still be planted, in their order. */
  private List<Row> attacked(List<Mutant> mutants) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try (SourceCompiler compiler = new SourceCompiler()) {
      List<Future<Row>> attacks = new ArrayList<>();
      for (Mutant mutant : mutants) {
        String place = attacks.size() + 1 + "/" + mutants.size();
        attacks.add(workers.submit(() -> attacked(mutant, compiler, place)));
      }
      for (Future<Row> attack : attacks) {
        try {
          rows.add(attack.get());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof StaleMutantException)) {
            throw new IOException(e.getCause());
          }
          System.err.println("pilcrow mutants: " + e.getCause().getMessage());
        }
      }
    } finally {
      workers.shutdownNow();
    }
    return rows;
  }

  private Row attacked(Mutant mutant, SourceCompiler compiler, String place)
      throws IOException, InterruptedException, StaleMutantException {
    try (World world = World.with(mutant, compiler)) {
      return attacked(world, mutant, place);
    } catch (StaleMutantException e) {
      throw new StaleMutantException(mutant.id() + ": " + e.getMessage());
    }
  }

  private Row attacked(World world, Mutant mutant, String place)
      throws IOException, InterruptedException {
    Row row = new Row(mutant);
    for (Weapon weapon : weapons) {
      if (!weapon.runs(mutant.file())) {
        continue;
      }
      boolean beyond = mutant.beyond().containsKey(weapon);
      int tries = weapon == Weapon.SIMULATION && !beyond ? seeds : 1;
      long seconds = beyond ? Math.min(limit, BEYOND_SECONDS) : limit;
      for (int seed = 1; seed <= tries; seed++) {
        Order order = new Order(seed, mutant.tests(), seconds * NANOS, seed <= shorten);
        @Nullable Kill kill =
            weapon.usesTheMachine()
                ? world.attackApart(weapon, order)
                : world.attack(weapon, order);
        row.add(weapon, new Row.Attempt(seed, kill));
        tell(place, mutant, weapon, seed, kill);
        if (seed - row.kills(weapon).size() > 1) {
          break; // twice in vain: that is all that is to be known, and each time takes the limit
        }
      }
    }
    return row;
  }

  private static void tell(
      String place, Mutant mutant, Weapon weapon, int seed, @Nullable Kill kill) {
    String found =
        kill == null
            ? "survives"
            : String.format(Locale.ROOT, "%s, %.2f s", kill.what(), kill.nanos() / 1e9);
    System.err.printf(
        "%s %s, %s%s: %s%n", place, mutant.id(), weapon.text(), seed > 1 ? " " + seed : "", found);
  }

  private List<Mutant> chosen() throws IOException {
    List<Mutant> chosen =
        Catalogue.read().stream()
            .filter(mutant -> only.isEmpty() || only.stream().anyMatch(mutant.id()::startsWith))
            .toList();
    if (chosen.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "no such mutant: " + only);
    }
    return chosen;
  }
}
