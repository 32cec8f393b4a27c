package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.util.Arrays;
import java.util.Set;

/**
 * A client of a few lines, as one writes it in a shell from docs/protocol.md: it makes its FIFO,
 * registers, says so many lines, each when something has come back, says goodbye and reads until
 * the hub has closed. A step is one call. It costs a fraction of a {@link ClientActor}'s memory.
 */
final class LineClient extends Script {
  private static final String WELCOME = "hub" + PILCROW + "welcome ";
  private static final int TOKEN_LENGTH = 16;

  private static final byte[] NOTHING = {};
  private static final byte[] MARK = latin(PILCROW);
  private static final byte[] GOODBYE = latin(PILCROW + "\n");

  /** How what it says goes on. */
  private static final byte[][] LINES = lines(10);

  /** A shell would sleep in write(2) as long as the inbox is full. */
  private static final long RETRY_NANOS = 1_000_000;

  /** What opening and writing the inbox fail with when there is no hub any more. */
  private static final Set<Integer> HUB_GONE = Set.of(Errno.ENOENT, Errno.ENXIO, Errno.EPIPE);

  private enum Stage {
    MAKE("makes its FIFO"),
    OPEN("opens its FIFO"),
    MAKE_EPOLL("makes an epoll"),
    WATCH("watches its FIFO"),
    OPEN_INBOX("opens the inbox"),
    REGISTER("registers"),
    READ_WELCOME("reads its welcome"),
    SPEAK("says something"),
    READ("reads"),
    SAY_GOODBYE("says goodbye"),
    READ_BYE("reads on"),
    UNLINK("unlinks its FIFO");

    final String deed;

    Stage(String deed) {
      this.deed = deed;
    }
  }

  private final String name;
  private final transient Choices choices;
  private Stage stage = Stage.MAKE;
  private byte[] token = {};
  private int lines;

  /** What it says next; empty if it has not made it up. */
  private byte[] line = NOTHING;

  private long triesAgainNanos;
  private int own = -1;
  private int inbox = -1;
  private int epoll = -1;

  /**
   * @param lines how many it says
   */
  LineClient(SimulatedProcess process, String name, Town town, Choices choices, int lines) {
    super(process, town);
    this.name = name;
    this.choices = choices;
    this.lines = lines;
  }

  @Override
  protected boolean isInnocent() {
    return true;
  }

  @Override
  protected void step() {
    switch (stage) {
      case MAKE -> goOn(makeFifo(name), Stage.OPEN);
      case OPEN -> {
        own = openToRead(name);
        goOn(own, Stage.MAKE_EPOLL);
      }
      case MAKE_EPOLL -> {
        epoll = process().epollCreate();
        goOn(epoll, Stage.WATCH);
      }
      case WATCH -> goOn(watch(epoll, own), Stage.OPEN_INBOX);
      case OPEN_INBOX -> {
        inbox = openToWrite(Wire.HUB);
        goOn(inbox, Stage.REGISTER);
      }
      case REGISTER -> write(latin("\n" + PILCROW + name + "\n"), Stage.READ_WELCOME);
      case READ_WELCOME -> readWelcome();
      case SPEAK -> speak();
      case READ -> goOnWhenRead(lines > 0 ? Stage.SPEAK : Stage.SAY_GOODBYE);
      case SAY_GOODBYE -> write(join(token, GOODBYE), Stage.READ_BYE);
      case READ_BYE -> goOnWhenRead(Stage.READ_BYE);
      case UNLINK -> {
        unlink(name);
        exit();
      }
    }
  }

  @Override
  protected long timeoutNanos() {
    return switch (stage) {
      case READ_WELCOME, READ, READ_BYE -> Poller.FOREVER;
      default -> Math.max(0, triesAgainNanos - process().nanoTime());
    };
  }

  @Override
  protected String deed() {
    return stage.deed;
  }

  @Override
  protected void calmDown() {
    lines = Math.min(lines, 1);
  }

  @Override
  protected void goHome() {
    calmDown();
    if (stage == Stage.READ) {
      stage = Stage.SAY_GOODBYE;
    } else if (stage == Stage.READ_BYE) {
      stage = Stage.SAY_GOODBYE; // once more: somebody's half frame may have been in front of it
    } else if (stage == Stage.READ_WELCOME) {
      stage = Stage.UNLINK; // the hub that it asked has gone
    }
  }

  /** The next thing that it does is to register; nobody else can tell what it did before. */
  boolean isPrepared() {
    return stage == Stage.REGISTER;
  }

  private void speak() {
    if (line.length == 0) {
      lines--;
      byte[] tag = town.sayings.tag(name);
      line = join(token, MARK, tag, LINES[choices.choose("number", LINES.length)]);
    }
    write(line, Stage.READ);
    if (stage == Stage.READ) {
      line = NOTHING;
    }
  }

  /**
   * Goes on reading while it waits to write, as docs/protocol.md wants it: under the policy {@code
   * wait} the hub may wait for this client.
   */
  private void write(byte[] octets, Stage next) {
    if (triesAgainNanos > 0 && process().hasEvents()) {
      if (stage == Stage.REGISTER) {
        readWelcome(); // somebody else has asked for it under this name, and died
      } else if (read(own) == 0) {
        stage = Stage.UNLINK; // the hub has gone, and its inbox stays full
      }
    } else {
      goOn(write(inbox, octets), next);
    }
  }

  private void readWelcome() {
    int length = read(own);
    if (length > 0) {
      String first = octetsRead(length);
      if (first.startsWith(WELCOME) && first.indexOf('\n') > 0) {
        token = latin(first.substring(WELCOME.length(), WELCOME.length() + TOKEN_LENGTH));
        stage = lines > 0 ? Stage.SPEAK : Stage.READ;
      } else {
        stage = Stage.UNLINK;
      }
    } else if (length == 0) {
      stage = Stage.UNLINK;
    }
  }

  /** At the end of the file it goes; interrupted or too early, it waits on. */
  private void goOnWhenRead(Stage next) {
    int length = read(own);
    if (length > 0) {
      stage = next;
    } else if (length == 0) {
      stage = Stage.UNLINK;
    }
  }

  /**
   * It has no way out of an error but to end; of a full inbox, to try again; of one that is gone,
   * or that nobody reads any more, to read what is left for it.
   */
  private void goOn(int result, Stage next) {
    if (result >= 0) {
      stage = next;
      triesAgainNanos = 0;
    } else if (result == -Errno.EAGAIN) {
      triesAgainNanos = process().nanoTime() + RETRY_NANOS;
    } else if (HUB_GONE.contains(-result) && (token.length > 0 || process().hasEvents())) {
      stage = Stage.READ_BYE;
    } else if (result != -Errno.EINTR) {
      stage = Stage.UNLINK;
    }
  }

  private static byte[][] lines(int count) {
    byte[][] lines = new byte[count][];
    Arrays.setAll(lines, number -> latin(" line " + number + "\n"));
    return lines;
  }

  private static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }
}
