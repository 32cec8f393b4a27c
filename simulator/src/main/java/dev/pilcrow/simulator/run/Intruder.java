package dev.pilcrow.simulator.run;

import dev.pilcrow.fifo.Poller;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.simulator.choice.Choices;
import dev.pilcrow.simulator.kernel.SimulatedProcess;
import java.nio.charset.StandardCharsets;

/**
 * Somebody of the same user who does not keep to the protocol, in one of the ways that {@link
 * Fault} names. A step is one bad deed.
 */
final class Intruder extends Script {
  private static final long[] PAUSES_NANOS = {1_000_000L, 0, 50_000L};
  private static final int MAX_TORN = 9_000;
  private static final String WELCOME = "hub" + PILCROW + "welcome ";
  private static final int TOKEN_LENGTH = 16;

  /** What fills all slots of the largest pipe that a hub gives anybody, and some queue. */
  private static final int UNREAD = 80;

  /** Where links lead to: a FIFO that is none of the hub's business. */
  private static final String ELSEWHERE = LabClient.DIRECTORY + "/elsewhere";

  private static final String LOUD = "x".repeat(3_700);

  private final Fault way;
  private final Choices choices;
  private int inbox = -1;
  private int count;
  private int own = -1;
  private String token = "";
  private int deeds;
  private long nextNanos;

  /**
   * @param way is {@link Fault#isIntruder}
   * @param deeds how many bad deeds it does
   */
  Intruder(SimulatedProcess process, Fault way, Town town, Choices choices, int deeds) {
    super(process, town);
    this.way = way;
    this.choices = choices;
    this.deeds = deeds;
  }

  /**
   * Whether it has nothing more to say, and the hub is to wait for it no longer than the linger.
   */
  boolean hasSaidGoodbye() {
    return way == Fault.LINGER && deeds <= 0;
  }

  @Override
  protected boolean isInnocent() {
    return false;
  }

  @Override
  protected void step() {
    if (inbox < 0) {
      inbox = openToWrite(Wire.HUB);
      if (inbox < 0) {
        pause();
        return;
      }
    }
    deeds--;
    switch (way) {
      case GARBAGE -> write(inbox, garbage(1 + choices.choose("length", 200)));
      case TORN -> tear();
      case FORGERY -> forge();
      case FLOOD -> register("flood-" + process().name() + "-" + count++, true);
      case MUTE -> register("mute-" + process().name() + "-" + count++, false);
      case DEAF -> register(process().name(), count++ == 0);
      case LINGER -> linger();
      case REPLACE -> replace();
      case LINK -> link();
      case IMPOSTOR -> pretend();
      default -> throw new IllegalStateException(way + " is nobody's way");
    }
    pause();
  }

  @Override
  protected long timeoutNanos() {
    return deeds <= 0 ? Poller.FOREVER : Math.max(0, nextNanos - process().nanoTime());
  }

  /** It does not say goodbye: it is killed. */
  @Override
  protected void goHome() {}

  private void pause() {
    nextNanos = process().nanoTime() + PAUSES_NANOS[choices.choose("pause", PAUSES_NANOS.length)];
  }

  /** Octets of which some matter in the protocol. */
  private String garbage(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      switch (choices.choose("octet", 8)) {
        case 1 -> text.append(PILCROW);
        case 2 -> text.append('\n');
        case 3 -> text.append('@');
        case 4 -> text.append('+');
        case 5 -> text.append('\u00c2');
        case 6 -> text.append('\\');
        default -> text.append((char) choices.choose("any octet", 256));
      }
    }
    return text.toString();
  }

  /** A frame without an end, or one so long that the kernel may tear it. */
  private void tear() {
    String tag = new String(town.sayings.tag(null), StandardCharsets.ISO_8859_1);
    int length = choices.choose("length", MAX_TORN);
    String end = choices.choose("ended", 2) == 0 ? "" : "\n";
    write(inbox, "0123456789abcdef" + PILCROW + tag + "x".repeat(length) + end);
  }

  private void forge() {
    String token =
        "%08x%08x".formatted(choices.choose("half", 1 << 30), choices.choose("half", 1 << 30));
    String tag = new String(town.sayings.tag(null), StandardCharsets.ISO_8859_1);
    String name = town.names().get(choices.choose("whose name", town.names().size()));
    String frame =
        switch (choices.choose("forgery", 5)) {
          case 1 -> token + PILCROW;
          case 2 -> token + "@" + name + PILCROW + tag;
          case 3 -> name + PILCROW + tag;
          case 4 -> name + PILCROW;
          default -> token + PILCROW + tag;
        };
    write(inbox, frame + "\n");
  }

  private void register(String name, boolean opens) {
    makeFifo(name);
    if (opens) {
      openToRead(name);
    }
    write(inbox, "\n" + PILCROW + name + "\n");
  }

  /** Says more to itself than its pipe holds, and goodbye, and reads nothing but its welcome. */
  private void linger() {
    String name = process().name();
    if (own < 0) {
      makeFifo(name);
      own = openToRead(name);
      write(inbox, "\n" + PILCROW + name + "\n");
    } else if (token.isEmpty()) {
      String welcome = octetsRead(Math.max(0, read(own)));
      if (welcome.startsWith(WELCOME)) {
        token = welcome.substring(WELCOME.length(), WELCOME.length() + TOKEN_LENGTH);
      }
    } else if (count++ < UNREAD) {
      String tag = new String(town.sayings.tag(name), StandardCharsets.ISO_8859_1);
      write(inbox, token + "@" + name + PILCROW + tag + LOUD + "\n");
    } else {
      write(inbox, token + PILCROW + "\n");
      deeds = 0;
    }
  }

  /** Registers; in the next deed the FIFO is gone, perhaps between the hub's look and its open. */
  private void link() {
    if (own < 0) {
      makeFifo(ELSEWHERE);
      own = openToRead(ELSEWHERE);
    }
    String name = "link-" + count / 2;
    if (count++ % 2 == 0) {
      register(name, true);
    } else {
      unlink(name);
      town.link(name, ELSEWHERE);
    }
  }

  /** Words without a tag: they may be heard in others' names, for a path is no secret. */
  private void pretend() {
    String own = LabClient.DIRECTORY + "/impostor-" + count;
    int paths = town.paths().size();
    String other = paths == 0 ? own : town.paths().get(choices.choose("whose path", paths));
    switch (choices.choose("what it pretends", 9)) {
      case 1 -> write(inbox, other + PILCROW + "not my words\n");
      case 2 -> write(inbox, other + PILCROW);
      case 3 -> write(inbox, PILCROW + other);
      case 4 -> write(inbox, own + PILCROW + "look: " + PILCROW);
      case 5 -> write(inbox, own + PILCROW + "at " + other);
      case 6 -> write(inbox, own + PILCROW + "so\n" + PILCROW + "impostor\n");
      case 7 -> write(inbox, PILCROW + own + other);
      case 8 -> {
        write(inbox, own + PILCROW);
        unlink(own);
      }
      default -> {
        count++;
        own = LabClient.DIRECTORY + "/impostor-" + count;
        makeFifo(own, 0644);
        write(inbox, PILCROW + own);
        if (choices.choose("opens", 3) != 2) {
          openToRead(own);
        }
      }
    }
  }

  /** Its FIFO is another one from now on, under the same name; the old one stays open. */
  private void replace() {
    String name = process().name();
    if (choices.choose("unlink", 2) == 1) {
      unlink(name);
    }
    makeFifo(name);
    openToRead(name);
    write(inbox, "\n" + PILCROW + name + "\n");
  }
}
