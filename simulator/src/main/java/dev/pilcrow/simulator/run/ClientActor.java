package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.EpollPoller;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import dev.pilcrow.fifo.client.ClientOptions;
import dev.pilcrow.fifo.client.ClientState;
import dev.pilcrow.fifo.client.HubClient;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is in production, over a simulated process, with someone who uses it: she says
 * something now and then, and leaves some day. A step is a turn of its loop and what she does then.
 */
final class ClientActor extends Actor {
  /** Time until she does the next thing. */
  private static final long[] THINKING_NANOS = {1_000_000L, 0, 20_000L, 50_000_000L};

  private static final long[] DEAF_NANOS = {1_000_000L, 100_000_000L, 4_000_000_000L};

  /** What she may do, and how often compared with the rest. */
  private enum Deed {
    SPEAK(60),
    SPEAK_TO_ONE(30),
    SPEAK_TO_EVERYONE(8),
    SPEAK_AT_LENGTH(4),
    SAY_NOTHING(2),
    ASK_WHO(3),
    PING(3),
    STOP_READING(3),
    LEAVE(2),
    CLOSE(1);

    private final int weight;

    Deed(int weight) {
      this.weight = weight;
    }
  }

  /** So many hear at most, on average, what is said to everyone now and then. */
  private static final int FEW = 8;

  /** Ten of the longest frames. */
  private static final int MAX_LENGTH = 40_000;

  private static final int ESCAPE_EVERY = 16;

  /** What stands behind a backslash. */
  private static final byte[] ESCAPED = {'n', '-', '\\', 'x', '\n'};

  private static final int ALL_WEIGHTS = allWeights();

  private final ClientOptions options;
  private final Town town;
  private final Choices choices;
  private final boolean mayStopReading;
  private @Nullable EventLoop loop;
  private @Nullable HubClient client;
  private int deeds;
  private boolean goesHome;
  private boolean deaf;
  private long nextDeedNanos;
  private long hearsAgainNanos;

  /**
   * @param deeds how many things she does before she falls silent
   * @param mayStopReading whether not to read for a while is among them
   */
  ClientActor(
      SimulatedProcess process,
      ClientOptions options,
      Town town,
      Choices choices,
      int deeds,
      boolean mayStopReading) {
    super(process);
    this.options = options;
    this.town = town;
    this.choices = choices;
    this.deeds = deeds;
    this.mayStopReading = mayStopReading;
  }

  @Override
  protected void step() throws SystemCallException {
    HubClient running = client;
    EventLoop turning = loop;
    if (running == null || turning == null) {
      connect();
      return;
    }
    turning.turn(0);
    running.onTick(process().nanoTime());
    if (deaf && process().nanoTime() >= hearsAgainNanos) {
      deaf = false;
      running.reading(true);
    }
    if (running.state() == ClientState.CONNECTED) {
      act(running);
    }
    if (running.state() == ClientState.CLOSED) {
      turning.close();
      Leaks.check(this, 0);
      exit();
    }
  }

  @Override
  protected long timeoutNanos() {
    HubClient running = client;
    if (running == null || running.state() == ClientState.CLOSED) {
      return 0;
    }
    long timeout = running.timeoutNanos();
    if (running.state() == ClientState.CONNECTED) {
      if (goesHome) {
        return 0;
      }
      if (deeds > 0) {
        timeout = earlier(timeout, nextDeedNanos);
      }
    }
    return deaf ? earlier(timeout, hearsAgainNanos) : timeout;
  }

  @Override
  protected void calmDown() {
    deeds = 0;
    hearsAgainNanos = 0;
  }

  @Override
  protected void goHome() {
    calmDown();
    goesHome = true;
  }

  private void connect() throws SystemCallException {
    if (goesHome) {
      exit();
      return;
    }
    EventLoop made;
    try {
      made = new EventLoop(new EpollPoller(process()));
    } catch (SystemCallException e) {
      exit();
      return;
    }
    loop = made;
    client = HubClient.connect(process(), made, options, town.listeners.of(name()));
  }

  private void act(HubClient running) {
    long now = process().nanoTime();
    if (goesHome) {
      running.leave();
    } else if (deeds > 0 && now >= nextDeedNanos) {
      doSomething(running, now);
      nextDeedNanos =
          process().nanoTime()
              + THINKING_NANOS[choices.choose("how long she thinks", THINKING_NANOS.length)];
    }
  }

  private void doSomething(HubClient running, long now) {
    deeds--;
    switch (deed(choices.choose("what she does", ALL_WEIGHTS))) {
      case SPEAK -> say(running, byDefault(), choices.choose("how much", 100));
      case SPEAK_TO_ONE -> say(running, somebody(), choices.choose("how much", 100));
      case SPEAK_TO_EVERYONE -> say(running, everyone(), choices.choose("how much", 1000));
      case SPEAK_AT_LENGTH -> say(running, byDefault(), choices.choose("how much", 20_000));
      case SAY_NOTHING -> running.send(null, new byte[0]);
      case ASK_WHO -> {
        if (isHeardByAll()) {
          running.who();
        }
      }
      case PING -> running.ping("" + choices.choose("ping number", 1000));
      case STOP_READING -> {
        if (mayStopReading) {
          deaf = true;
          running.reading(false);
          hearsAgainNanos = now + DEAF_NANOS[choices.choose("how long", DEAF_NANOS.length)];
        }
      }
      case LEAVE -> running.leave();
      case CLOSE -> running.close();
    }
  }

  /** Whom one speaks to who names nobody. */
  private @Nullable String byDefault() {
    return !town.chat || isHeardByAll() ? null : somebody();
  }

  private String everyone() {
    return isHeardByAll() ? "everyone" : somebody();
  }

  /** The more there are the less often one speaks to all: deliveries must not drown the calls. */
  private boolean isHeardByAll() {
    int clients = town.names().size();
    return clients <= FEW || choices.choose("to one of many", clients) < FEW;
  }

  private String somebody() {
    return town.names().get(choices.choose("to whom", town.names().size()));
  }

  /** A tag, and octets of all kinds behind it, those that look like escapes among them. */
  private void say(HubClient running, @Nullable String to, int quietLength) {
    int length = Math.min(MAX_LENGTH, quietLength * town.loudness);
    byte[] tag = town.sayings.tag(running.name());
    byte[] message = Arrays.copyOf(tag, tag.length + length);
    for (int i = tag.length; i < message.length; i++) {
      message[i] =
          switch (i % ESCAPE_EVERY) {
            case 0 -> (byte) '\\';
            case 1 -> ESCAPED[i / ESCAPE_EVERY % ESCAPED.length];
            default -> (byte) (i * 131);
          };
    }
    if (!town.torn) {
      town.listeners.said(tag, message);
    }
    running.send(to, message);
  }

  private long earlier(long timeoutNanos, long deadlineNanos) {
    long until = Math.max(0, deadlineNanos - process().nanoTime());
    return timeoutNanos == Poller.FOREVER ? until : Math.min(timeoutNanos, until);
  }

  private static Deed deed(int drawn) {
    int left = drawn;
    for (Deed deed : Deed.values()) {
      if (left < deed.weight) {
        return deed;
      }
      left -= deed.weight;
    }
    throw new IllegalStateException("no deed " + drawn);
  }

  private static int allWeights() {
    int sum = 0;
    for (Deed deed : Deed.values()) {
      sum += deed.weight;
    }
    return sum;
  }
}
