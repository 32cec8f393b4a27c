package dev.pilcrow.simulator.scenario;

import dev.pilcrow.fifo.client.ClassicOptions;
import dev.pilcrow.fifo.client.ClientLimits;
import dev.pilcrow.fifo.client.ClientOptions;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubLimits;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.util.Arrays;
import java.util.Locale;

/**
 * What follows {@code starts}, {@code connects} and {@code calls}: words and {@code key=value}.
 *
 * <pre>
 *   hub:     chat | echo   presence=off   slow=gap|disconnect|wait   sessions=N   queue=OCTETS
 *            queues=OCTETS   linger=MILLIS   classic   exit-when-empty
 *   client:  name=NAME   welcome=MILLIS   silence=MILLIS   queue=OCTETS
 *   classic: bare   call=MILLIS   open=MILLIS   echo=MILLIS   silence=MILLIS
 * </pre>
 *
 * {@code bare} alone stands for a bare hub.
 *
 * <p>Every time is a minute unless it is set: none is over while a scenario runs that does not wait
 * for it, however slow the machine.
 */
final class Settings {
  private static final long LONG_NANOS = 60_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  /** A hub of the lab sheet's first exercise, without settings; and its client. */
  static final String BARE = "bare";

  private Settings() {}

  static HubOptions hub(String directory, String words) {
    String[] all = words.split(" ");
    HubMode mode = HubMode.valueOf(all[0].toUpperCase(Locale.ROOT));
    HubConfig config = HubConfig.of(mode).withLimits(HubLimits.DEFAULT.withLingerNanos(LONG_NANOS));
    int queue = HubOptions.DEFAULT_QUEUE_OCTETS;
    long queues = HubOptions.DEFAULT_PINNED_OCTETS;
    for (String word : Arrays.asList(all).subList(1, all.length)) {
      String value = value(word);
      switch (key(word)) {
        case "classic" -> config = config.withClassic(true);
        case "exit-when-empty" -> config = config.withExitWhenEmpty(true);
        case "presence" -> config = config.withPresence(!value.equals("off"));
        case "slow" ->
            config = config.withSlowPolicy(SlowPolicy.valueOf(value.toUpperCase(Locale.ROOT)));
        case "sessions" ->
            config = config.withLimits(config.limits().withMaxSessions(Integer.parseInt(value)));
        case "linger" -> config = config.withLimits(config.limits().withLingerNanos(nanos(value)));
        case "queue" -> queue = Integer.parseInt(value);
        case "queues" -> queues = Long.parseLong(value);
        default -> throw unknown(word);
      }
    }
    return new HubOptions(directory, config, queue, queues);
  }

  static ClientOptions client(String directory, String who, String words) {
    String name = who;
    ClientLimits limits =
        ClientLimits.DEFAULT.withWelcomeNanos(LONG_NANOS).withSilenceNanos(LONG_NANOS);
    for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
      String value = value(word);
      switch (key(word)) {
        case "name" -> name = value;
        case "welcome" -> limits = limits.withWelcomeNanos(nanos(value));
        case "silence" -> limits = limits.withSilenceNanos(nanos(value));
        case "queue" -> limits = limits.withQueueOctets(Integer.parseInt(value));
        default -> throw unknown(word);
      }
    }
    return ClientOptions.of(directory, name).withLimits(limits);
  }

  static ClassicOptions classic(String directory, String who, String words) {
    boolean bare = false;
    long call = LONG_NANOS;
    long open = LONG_NANOS;
    long echo = LONG_NANOS;
    long silence = LONG_NANOS;
    for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
      switch (key(word)) {
        case BARE -> bare = true;
        case "call" -> call = nanos(value(word));
        case "open" -> open = nanos(value(word));
        case "echo" -> echo = nanos(value(word));
        case "silence" -> silence = nanos(value(word));
        default -> throw unknown(word);
      }
    }
    String server = directory + '/' + Wire.HUB;
    int queue = ClassicOptions.of(server, directory, who).queueOctets();
    return new ClassicOptions(server, directory, who, bare, queue, call, open, echo, silence);
  }

  private static String key(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private static String value(String word) {
    return word.substring(word.indexOf('=') + 1);
  }

  private static long nanos(String millis) {
    return Long.parseLong(millis) * NANOS_PER_MILLI;
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException("no such setting: \"" + word + "\"");
  }
}
