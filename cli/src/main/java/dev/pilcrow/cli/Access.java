package dev.pilcrow.cli;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.client.ClientLimits;
import dev.pilcrow.fifo.client.ClientOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which all commands that are clients find their hub. */
final class Access {
  private static final int MAX_TIMEOUT_SECONDS = Integer.MAX_VALUE;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      order = 1,
      description =
          "The hub's directory. Default: $$XDG_RUNTIME_DIR/pilcrow, else /tmp/pilcrow-UID.")
  private @Nullable String directory;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      order = 2,
      description = {
        "The name to go by: a letter or digit, then at most 63 letters, digits, '_', '-' or '.'.",
        "If it is taken the command fails. Default: your user name, with a number if need be."
      })
  private @Nullable String name;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      order = 8,
      description = "How long to wait for the hub's answers. Default: ${DEFAULT-VALUE}.",
      defaultValue = "6")
  private double timeout = 6;

  @Option(
      names = "--poller",
      paramLabel = "POLLER",
      hidden = true,
      description = "epoll or portable")
  private PollerChoice poller = PollerChoice.AUTO;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private final Kernel kernel = new NativeKernel();

  Kernel kernel() {
    return kernel;
  }

  /** The loop of the command, which closes it. */
  EventLoop newLoop() throws SystemCallException {
    return new EventLoop(poller.open(kernel));
  }

  /** The same for a command that may spin. */
  EventLoop newLoop(Spin spin) throws SystemCallException {
    return new EventLoop(spin.around(poller.open(kernel), kernel));
  }

  /** The directory that was named, if any. */
  @Nullable String namedDirectory() {
    return directory;
  }

  /** The hub's directory. */
  String directory() {
    return HubDirectory.of(directory, kernel, spec.commandLine());
  }

  /** The name that was chosen, if any. */
  @Nullable String chosenName() {
    return name;
  }

  /** How long to wait for the hub. */
  long timeoutNanos() {
    if (timeout <= 0 || timeout > MAX_TIMEOUT_SECONDS) {
      throw usage("--timeout: seconds, more than 0, at most " + MAX_TIMEOUT_SECONDS);
    }
    return Values.nanos(timeout);
  }

  /** What makes a name into a client of the hub in that directory. */
  Function<String, ClientOptions> clientOptions(String hubDirectory) {
    long nanos = timeoutNanos();
    ClientLimits limits =
        ClientLimits.DEFAULT
            .withWelcomeNanos(Math.max(1, nanos / ClientLimits.MAX_ATTEMPTS))
            .withSilenceNanos(nanos);
    return asName -> {
      try {
        return ClientOptions.of(hubDirectory, asName).withLimits(limits);
      } catch (IllegalArgumentException e) {
        throw usage("--name: " + e.getMessage());
      }
    };
  }

  ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
