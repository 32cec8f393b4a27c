package dev.pilcrow.cli;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.client.ClassicOptions;
import dev.pilcrow.protocol.frame.Wire;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilcrow client}: says what stdin holds, shows what is heard. */
@Command(
    name = "client",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Joins a hub: sends the lines of stdin, prints what arrives as it comes.",
    footer = {
      "",
      "In a line of input:",
      "  text             goes to everyone, or in echo mode back to you",
      "  @NAME text       goes to NAME alone",
      "  @everyone text   goes to everyone",
      "  @@text           is the text '@text'",
      "  @hub who         lists who is there; '@hub ping text' asks for an answer",
      "",
      "At the end of input: goodbye, and what is still owed is printed. ^C: goodbye at once.",
      "Exit codes: 0 said goodbye; 1 no hub, or it has gone; 2 usage; 130 ended by a signal;",
      "141 stdout was closed. More in docs/cli.md."
    })
final class ClientCommand implements Callable<Integer> {
  private static final String COMMAND = "pilcrow client";

  private static final int CLASSIC_QUEUE_OCTETS = 1 << 20;

  /** S_IFMT and S_IFCHR of inode(7). */
  private static final int TYPE_MASK = 0xF000;

  private static final int TYPE_CHARACTER_DEVICE = 0x2000;

  @Mixin private Access access = new Access();

  @Parameters(
      arity = "0..1",
      paramLabel = "HUB_FIFO",
      description = "The hub's FIFO, DIR/hub, instead of --dir.")
  private @Nullable String hubFifo;

  @Option(
      names = "--to",
      paramLabel = "NAME",
      order = 3,
      description = "Every line goes to NAME, or to 'everyone'; nothing in a line is an address.")
  private @Nullable String to;

  @Option(
      names = "--raw",
      order = 4,
      description = {
        "Print each message as it is, and a newline; nothing else, nothing made safe.",
        "Nothing in a line of input is an address."
      })
  private boolean raw;

  @Option(
      names = "--json",
      order = 5,
      description = "Print one JSON object a line; the schema is in docs/cli.md.")
  private boolean json;

  @Option(
      names = "--classic",
      order = 6,
      description = "Join a server as the lab sheet has it: HUB_FIFO is its FIFO.")
  private boolean classic;

  @Option(
      names = "--bare",
      order = 7,
      description = "With --classic: the server of exercise 1; octets go as they are.")
  private boolean bare;

  @Mixin private Spin spin = new Spin();

  @Override
  public Integer call() throws IOException {
    spin.check();
    if (raw && json) {
      throw access.usage("--raw and --json exclude each other");
    }
    if (bare && !classic) {
      throw access.usage("--bare goes with --classic only");
    }
    if (classic) {
      return runClassic(access.kernel(), classicOptions());
    }
    Recipients.require(access, to);
    return run(access.kernel(), directory());
  }

  private ClassicOptions classicOptions() {
    if (hubFifo == null) {
      throw access.usage("--classic needs HUB_FIFO, the path of the server's FIFO");
    }
    if (access.namedDirectory() != null || to != null || json) {
      throw access.usage("--classic goes with none of --dir, --to and --json");
    }
    long nanos = access.timeoutNanos();
    try {
      return new ClassicOptions(
          hubFifo,
          System.getProperty("java.io.tmpdir"),
          ClientNames.forOneShot(access.chosenName()).next(),
          bare,
          CLASSIC_QUEUE_OCTETS,
          nanos,
          nanos,
          nanos,
          nanos);
    } catch (IllegalArgumentException e) {
      throw access.usage(String.valueOf(e.getMessage()));
    }
  }

  private int runClassic(Kernel kernel, ClassicOptions options) throws IOException {
    EventLoop loop = access.newLoop(spin);
    Console console = Console.open(COMMAND, kernel, loop::wakeup);
    ClassicConversation conversation = new ClassicConversation(kernel, loop, options, console, raw);
    return EndOnSignal.during(
        COMMAND,
        () -> {
          conversation.run();
          loop.close();
          return console.finish(conversation.complaint());
        },
        () -> {
          conversation.interrupt();
          console.hurry();
        },
        ExitCode.INTERRUPTED,
        EndOnSignal.PATIENCE_NANOS);
  }

  private String directory() {
    if (hubFifo == null) {
      return access.directory();
    }
    if (access.namedDirectory() != null) {
      throw access.usage("--dir and HUB_FIFO exclude each other");
    }
    int slash = hubFifo.lastIndexOf('/');
    if (!hubFifo.substring(slash + 1).equals(Wire.HUB)) {
      throw access.usage(
          hubFifo + " is no hub's FIFO: its name is 'hub' (for a lab server's, add --classic)");
    }
    return slash < 0 ? "." : slash == 0 ? "/" : hubFifo.substring(0, slash);
  }

  private int run(Kernel kernel, String directory) throws IOException {
    EventLoop loop = access.newLoop(spin);
    Console console = Console.open(COMMAND, kernel, loop::wakeup);
    Printer printer = printer(console);
    Conversation conversation =
        Conversation.over(
            kernel,
            loop,
            new LineSyntax(to == null && !raw, to),
            printer,
            console.out(),
            Poller.FOREVER);
    ClientDriver driver = new ClientDriver(kernel, loop);
    return EndOnSignal.during(
        COMMAND,
        () -> {
          driver.run(
              ClientNames.forConversation(access.chosenName()),
              access.clientOptions(directory),
              conversation);
          loop.close();
          printer.onEnd(conversation.reason(), conversation.detail());
          return console.finish(conversation.complaint());
        },
        () -> {
          driver.interrupt();
          console.hurry();
        },
        ExitCode.INTERRUPTED,
        EndOnSignal.PATIENCE_NANOS);
  }

  private Printer printer(Console console) {
    if (json) {
      return new JsonPrinter(console.out());
    }
    return raw ? new RawPrinter(console) : new TextPrinter(console, isInteractive());
  }

  /** Whether a person sits before it: stdin and stdout are terminals, or thrown away. */
  private boolean isInteractive() {
    return isCharacterDevice(0) && isCharacterDevice(1);
  }

  private boolean isCharacterDevice(int descriptor) {
    FileStatus status = new FileStatus();
    return access.kernel().status(descriptor, status) >= 0
        && (status.mode() & TYPE_MASK) == TYPE_CHARACTER_DEVICE;
  }
}
