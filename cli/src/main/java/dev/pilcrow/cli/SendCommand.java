package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.client.HubClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pilcrow send}: one message, or one a line of stdin. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends one message, TEXT, whose words are joined by a blank; without TEXT, each line of"
          + " stdin.",
      "Nothing in them is an address: see --to."
    },
    footer = {
      "",
      "Ends when the hub has put everything in its order, so that exit code 0 says: the hub has"
          + " it.",
      "Exit codes: 0 sent; 1 not sent, stderr says why; 2 usage; 130 ended by a signal."
    })
final class SendCommand implements Callable<Integer> {
  @Mixin private Access access = new Access();

  @Option(
      names = "--to",
      paramLabel = "NAME",
      order = 3,
      description =
          "Who gets it: a client's name, or 'everyone'. Default: whom the hub's mode says.")
  private @Nullable String to;

  @Parameters(arity = "0..*", paramLabel = "TEXT", description = "The message.")
  private String @Nullable [] words;

  @Override
  public Integer call() throws IOException {
    Recipients.require(access, to);
    return words == null ? sendLines() : send(String.join(" ", words).getBytes(UTF_8));
  }

  private int send(byte[] message) throws IOException {
    if (message.length > Conversation.MAX_LINE_OCTETS) {
      throw access.usage("TEXT is longer than " + Conversation.MAX_LINE_OCTETS + " octets");
    }
    return OneShot.run(
        "pilcrow send",
        access,
        new Question(access) {
          @Override
          void ask(HubClient client) {
            client.send(to, message);
            client.leave(); // the answer to it says that the hub has dealt with all before it
          }
        });
  }

  private int sendLines() throws IOException {
    Kernel kernel = access.kernel();
    EventLoop loop = access.newLoop();
    Console console = Console.open("pilcrow send", kernel, loop::wakeup);
    SilentPrinter printer = new SilentPrinter(console);
    Conversation conversation =
        Conversation.over(
            kernel, loop, new LineSyntax(false, to), printer, console.out(), access.timeoutNanos());
    ClientDriver driver = new ClientDriver(kernel, loop);
    return EndOnSignal.during(
        "pilcrow send",
        () -> {
          driver.run(
              ClientNames.forOneShot(access.chosenName()),
              access.clientOptions(access.directory()),
              conversation);
          loop.close();
          int code = console.finish(conversation.complaint());
          return code == ExitCode.OK && printer.hasComplained() ? ExitCode.FAILURE : code;
        },
        driver::interrupt,
        ExitCode.INTERRUPTED,
        EndOnSignal.PATIENCE_NANOS);
  }
}
