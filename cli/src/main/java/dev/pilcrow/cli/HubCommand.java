package dev.pilcrow.cli;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.hub.BareServer;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubLimits;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pilcrow hub}: runs a hub until it is told to end, or its last client leaves. */
@Command(
    name = "hub",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs a hub. Prints one line, 'listening on DIR/hub', when clients can register.",
    footer = {
      "",
      "The log goes to stderr, one line an event; the last one holds all counters.",
      "SIGTERM or ^C: everyone is told goodbye and gets what is queued; exit 0."
    })
final class HubCommand implements Callable<Integer> {
  private static final String NAME = "pilcrow hub";

  /** How long a hub may take to end beside its linger. */
  private static final long MARGIN_NANOS = SECONDS.toNanos(10);

  /** The options that go with --bare. */
  private static final Set<String> WITH_BARE = Set.of("--bare", "--dir", "--spin", "--poller");

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "The hub's private directory, made if missing."
              + " Default: $XDG_RUNTIME_DIR/pilcrow, else /tmp/pilcrow-UID.")
  private @Nullable String directory;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "chat",
      description =
          "Who gets a message that names nobody: 'chat' everyone, 'echo' its sender."
              + " Default: ${DEFAULT-VALUE}.")
  private HubMode mode = HubMode.CHAT;

  @Option(names = "--classic", description = "Serve the lab sheet's own clients too.")
  private boolean classic;

  @Option(
      names = "--bare",
      description = "Exercise 1 of the lab sheet: one client, raw octets; ends with it.")
  private boolean bare;

  @Option(names = "--exit-when-empty", description = "End when the last client has left.")
  private boolean exitWhenEmpty;

  @Option(
      names = "--presence",
      paramLabel = "on|off",
      defaultValue = "on",
      description = "In chat mode, tell who comes and goes. Default: ${DEFAULT-VALUE}.")
  private OnOff presence = OnOff.ON;

  @Option(
      names = "--slow",
      paramLabel = "POLICY",
      defaultValue = "gap",
      description =
          "For a client whose queue is full: 'gap' drops frames and says how many, 'disconnect'"
              + " closes it, 'wait' lets all wait for it. Default: ${DEFAULT-VALUE}.")
  private SlowPolicy slow = SlowPolicy.GAP;

  @Option(
      names = "--queue",
      paramLabel = "BYTES",
      converter = Sizes.class,
      description = "How much one client may be behind; K, M, G may follow. Default: 1M.")
  private int queue = HubOptions.DEFAULT_QUEUE_OCTETS;

  @Option(
      names = "--queues",
      paramLabel = "BYTES",
      converter = Sizes.class,
      description = "How much memory all queues together may hold. Default: 256M.")
  private int queues = (int) HubOptions.DEFAULT_PINNED_OCTETS;

  @Option(
      names = "--max-sessions",
      paramLabel = "N",
      description = "How many clients at most. Default: 16384.")
  private int maxSessions = HubLimits.DEFAULT.maxSessions();

  @Option(
      names = "--linger",
      paramLabel = "SECONDS",
      description = "How long a leaving client may take to read what is queued. Default: 5.")
  private double linger = HubLimits.DEFAULT.lingerNanos() / 1e9;

  @Mixin private Spin spin = new Spin();

  @Option(
      names = "--poller",
      paramLabel = "POLLER",
      hidden = true,
      description = "epoll or portable")
  private PollerChoice poller = PollerChoice.AUTO;

  @Spec private CommandSpec spec;

  enum OnOff {
    ON,
    OFF
  }

  @Override
  public Integer call() {
    spin.check();
    Kernel kernel = new NativeKernel();
    String dir = HubDirectory.of(directory, kernel, spec.commandLine());
    if (bare) {
      requireNothingBesideBare();
      return runBare(kernel, dir);
    }
    return runHub(kernel, options(dir));
  }

  /** Signals are heeded before anything is made that would be left behind. */
  private int runHub(Kernel kernel, HubOptions options) {
    LogWriter writer = new LogWriter(System.err, Clock.systemUTC());
    HubLog log = new HubLog(writer);
    StopSwitch stop = new StopSwitch();
    return EndOnSignal.during(
        NAME,
        () -> {
          EventLoop loop = new EventLoop(spin.around(poller.open(kernel), kernel));
          HubServer server = HubServer.open(kernel, loop, options, log);
          stop.connect(server::stop);
          try (server) {
            int announced = announce(server.inboxPath());
            if (announced == ExitCode.OK) {
              server.run();
            }
            return announced;
          } finally {
            log.summary(server.counters());
            writer.close();
          }
        },
        stop::stop,
        ExitCode.OK,
        options.config().limits().lingerNanos() + MARGIN_NANOS);
  }

  private int runBare(Kernel kernel, String dir) {
    StopSwitch stop = new StopSwitch();
    return EndOnSignal.during(
        NAME,
        () -> {
          EventLoop loop = new EventLoop(spin.around(poller.open(kernel), kernel));
          BareServer server = BareServer.open(kernel, loop, dir);
          stop.connect(server::stop);
          try (server) {
            int announced = announce(server.inboxPath());
            if (announced != ExitCode.OK) {
              return announced;
            }
            server.run();
          }
          String failure = server.failure();
          if (failure != null) {
            Console.complainOnly(NAME, failure);
          }
          return failure == null ? ExitCode.OK : ExitCode.FAILURE;
        },
        stop::stop,
        ExitCode.OK,
        EndOnSignal.PATIENCE_NANOS);
  }

  /** What was asked for is done or refused, never passed over. */
  private void requireNothingBesideBare() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!WITH_BARE.contains(option.longestName())) {
        throw usage(
            "--bare serves one client and ends with it: " + option.longestName() + " does nothing");
      }
    }
  }

  private HubOptions options(String dir) {
    if (maxSessions < 1) {
      throw usage("--max-sessions: at least 1");
    }
    if (linger < 0 || Values.nanos(linger) > HubLimits.MAX_LINGER_NANOS) {
      throw usage("--linger: seconds, 0 to " + NANOSECONDS.toSeconds(HubLimits.MAX_LINGER_NANOS));
    }
    try {
      HubLimits limits =
          HubLimits.DEFAULT.withMaxSessions(maxSessions).withLingerNanos(Values.nanos(linger));
      HubConfig config =
          HubConfig.of(mode)
              .withClassic(classic)
              .withPresence(presence == OnOff.ON)
              .withSlowPolicy(slow)
              .withExitWhenEmpty(exitWhenEmpty)
              .withLimits(limits);
      return new HubOptions(dir, config, queue, queues);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * Only once signals are heeded: who reads this line may send one at once. A hub that cannot say
   * it ends, for somebody may be waiting for this line.
   */
  private static int announce(String inbox) {
    return Console.print(NAME, "listening on " + inbox + '\n');
  }
}
