package dev.pilcrow.simulator.run;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can befall a run. Which of them may, and how often, each run draws for itself. */
public enum Fault {
  CRASH("a client is killed in the middle of any call, or while it waits"),
  HUB_CRASH("the hub is killed in the middle of any call, and started again"),
  PAUSE("a process stands still for a while"),
  SLOW("a client stops reading for a while"),
  EINTR("a signal interrupts read, write or epoll_wait"),
  EMFILE("there is no descriptor left for a moment"),
  CLOCK("the clock jumps forward"),
  SMALL_PIPES("pipes are as small as past the limit for all of a user's pipes"),
  GARBAGE("a process writes octets at random into the inbox"),
  TORN("a process writes torn frames, and frames above PIPE_BUF, into the inbox"),
  FORGERY("a process speaks, and says goodbye, with tokens that it has made up"),
  FLOOD("a process registers name after name"),
  MUTE("a process registers and never opens its FIFO"),
  DEAF("a process registers and never reads"),
  LINGER("a process says goodbye and never reads what it is owed"),
  REPLACE("a process unlinks its FIFO, makes it anew and registers again"),
  LINK("a process registers, and puts a symbolic link where its FIFO was"),
  IMPOSTOR("a process does as the lab's clients do, also in others' names");

  /** Those whose writes may end in the middle of a frame. */
  static final Set<Fault> WITHOUT_END = Set.copyOf(EnumSet.of(GARBAGE, TORN, IMPOSTOR));

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  /** What it is, in a few words. */
  public String text() {
    return text;
  }

  /** As it is written in options: lower case, with hyphens. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it strikes in the middle of calls. */
  boolean strikesCalls() {
    return switch (this) {
      case CRASH, HUB_CRASH, PAUSE, EINTR, EMFILE, CLOCK -> true;
      default -> false;
    };
  }

  /** Whether it is somebody who does not keep to the protocol. */
  boolean isIntruder() {
    return compareTo(GARBAGE) >= 0;
  }
}
