package dev.pilcrow.cli;

import dev.pilcrow.fifo.client.HubClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pilcrow who}: lists the hub's clients. */
@Command(
    name = "who",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the names of a hub's clients, one a line, itself left out.",
    footer = {
      "",
      "Exit codes: 0 listed; 1 no answer, stderr says why; 2 usage; 130 ended by a signal;",
      "141 stdout was closed."
    })
final class WhoCommand implements Callable<Integer> {
  @Mixin private Access access = new Access();

  @Option(
      names = "--json",
      order = 5,
      description = "Print one JSON object: {\"type\":\"who\",\"names\":[...]}.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    return OneShot.run("pilcrow who", access, new Asking(access));
  }

  private String text(List<String> names) {
    if (json) {
      return JsonPrinter.who(names).line();
    }
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(SafeText.escape(name)).append('\n');
    }
    return text.toString();
  }

  private final class Asking extends Question {
    private final List<String> others = new ArrayList<>();
    private @Nullable HubClient client;

    Asking(Access access) {
      super(access);
    }

    @Override
    void ask(HubClient connected) {
      client = connected;
      connected.who();
    }

    @Override
    String answer() {
      return complaint() == null ? text(others) : "";
    }

    @Override
    public void onWho(List<String> names) {
      if (client != null) {
        others.addAll(names);
        others.remove(client.name());
        client.leave();
      }
    }
  }
}
