package dev.pilcrow.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The {@code pilcrow} command: prints its usage or version, and hands over to a subcommand.
 *
 * <p>Built by calls rather than by annotations: reading annotations takes as long again as the rest
 * of picocli's work, and a one-shot command is mostly start-up.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandSpec root = CommandSpec.create().name("pilcrow").version("pilcrow " + version());
    root.usageMessage().description("A message hub over named pipes.");
    root.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version and exit.")
            .build());
    CommandLine commandLine = new CommandLine(root);
    commandLine.addSubcommand(new HubCommand());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          System.err.println(failed.getCommandSpec().qualifiedName() + ": " + message(e));
          return ExitCode.FAILURE;
        });
    commandLine.setParameterExceptionHandler(
        (e, arguments) -> {
          String name = e.getCommandLine().getCommandSpec().qualifiedName();
          System.err.println(name + ": " + e.getMessage());
          System.err.println("Try '" + name + " --help'.");
          return ExitCode.USAGE;
        });
    commandLine.setExecutionStrategy(
        parsed -> {
          Integer done = CommandLine.executeHelpRequest(parsed);
          if (done != null) {
            return done;
          }
          if (!parsed.hasSubcommand()) {
            throw new ParameterException(commandLine, "A command is missing.");
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    return commandLine;
  }

  /**
   * Errors that the user can do something about say so in words; anything else is a bug, told with
   * its kind.
   */
  private static String message(Exception e) {
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  /** The version that the build wrote into the jar's manifest. */
  private static String version() {
    @Nullable String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not run from its jar)" : version;
  }
}
