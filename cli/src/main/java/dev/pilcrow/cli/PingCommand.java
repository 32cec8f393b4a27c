package dev.pilcrow.cli;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.client.HubClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pilcrow ping}: is there a hub, and how fast does it answer? */
@Command(
    name = "ping",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Asks a hub for an answer, and prints how long it took.",
    footer = {
      "",
      "The first answer takes longest: this command is a fresh Java process.",
      "Exit codes: 0 answered; 1 no answer, stderr says why; 2 usage; 130 ended by a signal;",
      "141 stdout was closed."
    })
final class PingCommand implements Callable<Integer> {
  private static final int MAX_COUNT = 1_000_000;

  @Mixin private Access access = new Access();

  @Option(
      names = "--count",
      paramLabel = "N",
      order = 3,
      description = "Ask so often, one after the other. Default: 1.")
  private int count = 1;

  @Option(
      names = "--json",
      order = 5,
      description =
          "Print one JSON object an answer: {\"type\":\"pong\",\"text\":\"1\",\"nanos\":...}.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > MAX_COUNT) {
      throw access.usage("--count: 1 to " + MAX_COUNT);
    }
    return OneShot.run("pilcrow ping", access, new Asking(access, count));
  }

  /** Microseconds with one decimal, without the cost of a formatter. */
  private static String micros(long nanos) {
    long tenths = (nanos + 50) / 100;
    return tenths / 10 + "." + tenths % 10;
  }

  private final class Asking extends Question {
    private final Kernel kernel;
    private final long[] nanos;
    private int answered;
    private long askedNanos;
    private @Nullable HubClient client;

    Asking(Access access, int count) {
      super(access);
      this.kernel = access.kernel();
      this.nanos = new long[count];
    }

    @Override
    void ask(HubClient connected) {
      client = connected;
      askedNanos = kernel.nanoTime();
      connected.ping(Integer.toString(answered + 1));
    }

    /** Also what was answered before it failed. */
    @Override
    String answer() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < answered; i++) {
        String number = Integer.toString(i + 1);
        if (json) {
          text.append(Json.ofType("pong").put("text", number).put("nanos", nanos[i]).line());
        } else {
          text.append("pong ").append(number).append(": ").append(micros(nanos[i])).append(" us\n");
        }
      }
      return text.toString();
    }

    @Override
    public void onPong(String text) {
      if (client != null && answered < nanos.length) {
        nanos[answered++] = kernel.nanoTime() - askedNanos;
        if (answered < nanos.length) {
          ask(client);
        } else {
          client.leave();
        }
      }
    }
  }
}
