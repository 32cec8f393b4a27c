package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.nio.charset.StandardCharsets;

/**
 * A client as the lab sheet has it: it makes its FIFO, registers by its path, and only then opens
 * it, which blocks until the hub has; then it says so many texts, each when something has come
 * back, says goodbye and ends. A step is one call.
 */
final class LabClient extends Script {
  /** Where such clients have their FIFOs. */
  static final String DIRECTORY = "/run/lab";

  private static final int PERMISSIONS = 0644;
  private static final long FIRST_PAUSE_NANOS = 1_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 100_000_000L;

  /** Somebody at the keyboard who sees nothing happen presses ^C. */
  private static final long PATIENCE_NANOS = 8_000_000_000L;

  /** Frames of one write, and what a loud one fills them with. */
  private static final int MOST_TEXT = 3_900;

  private static final String FILLING = "a line\n\\ and \u00c3\u00a9 / ";

  private enum Stage {
    MAKE,
    OPEN_INBOX,
    REGISTER,
    OPEN,
    AWAIT_HUB,
    MAKE_EPOLL,
    WATCH,
    SPEAK,
    READ,
    SAY_GOODBYE,
    AWAIT_END,
    UNLINK
  }

  private final String path;
  private final Choices choices;
  private Stage stage = Stage.MAKE;
  private int texts;

  /** What it says next; empty if it has not made it up. */
  private String text = "";

  private long pauseNanos = FIRST_PAUSE_NANOS;
  private long triesAgainNanos;
  private long givesUpNanos;
  private int own = -1;
  private int inbox = -1;
  private int epoll = -1;

  /**
   * @param texts how many it says
   */
  LabClient(SimulatedProcess process, Town town, Choices choices, int texts) {
    super(process, town);
    this.path = DIRECTORY + '/' + process.name();
    this.choices = choices;
    this.texts = texts;
    town.paths().add(path);
  }

  @Override
  protected void step() {
    switch (stage) {
      case MAKE -> goOn(makeFifo(path, PERMISSIONS), Stage.OPEN_INBOX);
      case OPEN_INBOX -> {
        inbox = openToWrite(Wire.HUB);
        goOn(inbox, Stage.REGISTER);
      }
      case REGISTER -> goOn(write(inbox, PILCROW + path), Stage.OPEN);
      case OPEN -> {
        own = openToRead(path);
        givesUpNanos = process().nanoTime() + PATIENCE_NANOS;
        goOn(own, Stage.AWAIT_HUB);
      }
      case AWAIT_HUB -> awaitHub();
      case MAKE_EPOLL -> {
        epoll = process().epollCreate();
        goOn(epoll, Stage.WATCH);
      }
      case WATCH -> goOn(watch(epoll, own), texts > 0 ? Stage.SPEAK : Stage.READ);
      case SPEAK -> speak();
      case READ -> {
        int length = read(own);
        if (length > 0) {
          stage = texts > 0 ? Stage.SPEAK : Stage.SAY_GOODBYE;
        } else if (length == 0) {
          stage = Stage.UNLINK;
        }
      }
      case SAY_GOODBYE -> {
        givesUpNanos = process().nanoTime() + PATIENCE_NANOS;
        boolean waits = choices.choose("waits for the end", 2) == 1;
        say(path + PILCROW, waits ? Stage.AWAIT_END : Stage.UNLINK);
      }
      case AWAIT_END -> {
        if (read(own) == 0 || process().nanoTime() >= givesUpNanos) {
          stage = Stage.UNLINK;
        }
      }
      case UNLINK -> {
        unlink(path);
        exit();
      }
    }
  }

  @Override
  protected long timeoutNanos() {
    return switch (stage) {
      case READ -> Poller.FOREVER;
      case AWAIT_END -> Math.max(0, givesUpNanos - process().nanoTime());
      default -> Math.max(0, triesAgainNanos - process().nanoTime());
    };
  }

  @Override
  protected void calmDown() {
    texts = Math.min(texts, 1);
  }

  @Override
  protected void goHome() {
    calmDown();
    if (stage == Stage.READ) {
      stage = Stage.SAY_GOODBYE;
    } else if (stage == Stage.AWAIT_HUB) {
      stage = Stage.UNLINK;
    }
  }

  /** A FIFO that nobody has opened reads as ended; open and empty, it has nothing to read. */
  private void awaitHub() {
    int result = read(own);
    long now = process().nanoTime();
    if (result > 0 || result == -Errno.EAGAIN) {
      stage = Stage.MAKE_EPOLL;
      triesAgainNanos = 0;
    } else if (now >= givesUpNanos) {
      stage = Stage.UNLINK;
    } else {
      triesAgainNanos = now + pauseNanos;
      pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }
  }

  private void speak() {
    if (text.isEmpty()) {
      texts--;
      String tag = new String(town.sayings.tag(process().name()), StandardCharsets.ISO_8859_1);
      int length = Math.min(MOST_TEXT, choices.choose("how much", 100) * town.loudness);
      String enter = choices.choose("presses Enter", 4) == 3 ? "" : "\n";
      text = tag + " lab " + FILLING.repeat(length / FILLING.length()) + enter;
    }
    say(path + PILCROW + text, Stage.READ);
    if (stage == Stage.READ) {
      text = "";
    }
  }

  /** Reads while it waits to write: under the policy {@code wait} the hub may wait for it. */
  private void say(String frame, Stage next) {
    if (triesAgainNanos > 0 && process().hasEvents()) {
      if (read(own) == 0) {
        stage = Stage.UNLINK;
      }
    } else {
      goOn(write(inbox, frame), next);
    }
  }

  private void goOn(int result, Stage next) {
    if (result >= 0) {
      stage = next;
      triesAgainNanos = 0;
    } else if (result == -Errno.EAGAIN) {
      triesAgainNanos = process().nanoTime() + FIRST_PAUSE_NANOS;
    } else if (result != -Errno.EINTR) {
      stage = Stage.UNLINK;
    }
  }
}
