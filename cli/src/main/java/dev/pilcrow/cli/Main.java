package dev.pilcrow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The {@code pilcrow} command: prints its usage or version, and hands over to a subcommand.
 *
 * <p>Start-up is most of what a one-shot command does, and reading annotations is most of picocli's
 * share in it. So the root is built by calls, and of the subcommands only the one that is named.
 */
public final class Main {
  private static final char NO_UTF_8 = '\uFFFD';

  /** In the order of the usage text. */
  private static final Map<String, Supplier<Object>> SUBCOMMANDS = new LinkedHashMap<>();

  static {
    SUBCOMMANDS.put("hub", HubCommand::new);
    SUBCOMMANDS.put("client", ClientCommand::new);
    SUBCOMMANDS.put("send", SendCommand::new);
    SUBCOMMANDS.put("who", WhoCommand::new);
    SUBCOMMANDS.put("ping", PingCommand::new);
    SUBCOMMANDS.put("demo", DemoCommand::new);
    SUBCOMMANDS.put("simulate", SimulateCommand::new);
    SUBCOMMANDS.put("explore", ExploreCommand::new);
    SUBCOMMANDS.put("replay", ReplayCommand::new);
  }

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine(args).execute(args));
  }

  /** The command with the subcommands that these arguments can ask for: one, none, or all. */
  static CommandLine commandLine(String... args) {
    CommandSpec root = CommandSpec.create().name("pilcrow").version("pilcrow " + version());
    root.usageMessage()
        .description("A message hub over named pipes.")
        .footer(
            "",
            "In a checkout also: 'pilcrow bench' measures it beside others,",
            "'pilcrow mutants' plants bugs and tells what finds them.");
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
    addSubcommands(commandLine, args.length == 0 ? "" : args[0]);
    commandLine
        .getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().version(root.version()));
    Values.register(commandLine);
    commandLine.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          failed.getErr().println(failed.getCommandSpec().qualifiedName() + ": " + message(e));
          return ExitCode.FAILURE;
        });
    commandLine.setParameterExceptionHandler(
        (e, arguments) -> {
          String name = e.getCommandLine().getCommandSpec().qualifiedName();
          e.getCommandLine().getErr().println(name + ": " + e.getMessage());
          e.getCommandLine().getErr().println("Try '" + name + " --help'.");
          return ExitCode.USAGE;
        });
    commandLine.setExecutionStrategy(
        parsed -> {
          StringWriter help = new StringWriter();
          commandLine.setOut(new PrintWriter(help));
          if (CommandLine.executeHelpRequest(parsed) != null) {
            return Console.print("pilcrow", help.toString());
          }
          if (!parsed.hasSubcommand()) {
            commandLine.getErr().println("pilcrow: A command is missing.");
            commandLine.usage(commandLine.getErr());
            return ExitCode.USAGE;
          }
          requireText(parsed);
          return new CommandLine.RunLast().execute(parsed);
        });
    return commandLine;
  }

  /** Java has put U+FFFD in the place of octets that are no UTF-8: what they were is lost. */
  private static void requireText(ParseResult parsed) {
    for (String argument : parsed.originalArgs()) {
      if (argument.indexOf(NO_UTF_8) >= 0) {
        throw new ParameterException(
            parsed.subcommand().commandSpec().commandLine(),
            "An argument holds octets that are no UTF-8, or U+FFFD: say such a text on stdin.");
      }
    }
  }

  private static void addSubcommands(CommandLine root, String first) {
    Supplier<Object> named = SUBCOMMANDS.get(first);
    if (named != null) {
      root.addSubcommand(first, named.get());
    } else if (!first.equals("--version") && !first.equals("-V")) {
      SUBCOMMANDS.forEach((name, command) -> root.addSubcommand(name, command.get()));
      root.addSubcommand("help", new CommandLine.HelpCommand());
    }
  }

  /**
   * Errors that the user can do something about say so in words; anything else is a bug, told with
   * its kind.
   */
  static String message(Exception e) {
    if (e instanceof UncheckedIOException && e.getCause() instanceof IOException cause) {
      return message(cause);
    }
    if (e instanceof FileAlreadyExistsException there) {
      return there.getFile() + " exists already and is not written over: name another";
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file or directory";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  /** The version that the build wrote into the jar's manifest. */
  private static String version() {
    @Nullable String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not run from its jar)" : version;
  }
}
