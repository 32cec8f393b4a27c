package dev.pilcrow.simulator.scenario;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What somebody does in a {@link Step}. {@link Stage} is where it is done. */
public enum Verb {
  /** A hub begins: {@code chat}, {@code echo} or {@code bare}; see {@link Settings}. */
  STARTS("starts", true),
  /** A hub is asked to end, and ends. */
  STOPS("stops", false),
  /** Begins as a {@link dev.pilcrow.fifo.client.HubClient}; settings may follow. */
  CONNECTS("connects", true),
  /** Begins as a {@link dev.pilcrow.fifo.client.ClassicClient}; settings may follow. */
  CALLS("calls", true),
  /** Begins as a server as the lab sheet has it. */
  SERVES("serves", false),
  /** Begins as a client that speaks octets: makes its FIFO, opens it, registers. */
  REGISTERS("registers", false),
  /** Makes a FIFO of its name; its permissions may follow, else they are 600. */
  MAKES_FIFO("makes its FIFO", true),
  /** Opens it for reading. */
  OPENS_FIFO("opens its FIFO", false),
  /** Takes its name out of the directory, whatever has it. */
  REMOVES_FIFO("removes its FIFO", false),
  /** Makes a regular file of its name. */
  MAKES_FILE("makes a file", false),
  /** Writes octets into the inbox, as they are, by one write(2). */
  WRITES("writes", true),
  /** Says something, {@code @name} in front if it is for one alone. */
  SAYS("says", true),
  /** Says something so often, a number in front of each. */
  REPEATS("repeats", true),
  /** Asks the hub who is there. */
  ASKS_WHO("asks who is there", false),
  /** Asks the hub for an answer. */
  PINGS("pings", true),
  /** Says goodbye. */
  LEAVES("leaves", false),
  /** Ends without waiting for an answer. */
  CLOSES("closes", false),
  /** Is killed: its descriptors are closed, and nothing else is done. */
  DIES("dies", false),
  /** Does nothing at all, as if stopped by a signal. */
  SLEEPS("sleeps", false),
  /** Goes on. */
  WAKES("wakes", false),
  /** Reads its FIFO no more. */
  STOPS_READING("stops reading", false),
  /** Reads its FIFO again. */
  READS_AGAIN("reads again", false),
  /** Waits until that stands in its transcript, behind what it waited for before. */
  HEARS("hears", true),
  /** Nothing stands in its transcript behind what it waited for. */
  HEARS_NO_MORE("hears no more", false);

  private static final List<Verb> LONGEST_FIRST =
      Arrays.stream(values())
          .sorted(Comparator.comparingInt((Verb verb) -> verb.text.length()).reversed())
          .toList();

  private final String text;
  private final boolean takesArgument;

  Verb(String text, boolean takesArgument) {
    this.text = text;
    this.takesArgument = takesArgument;
  }

  /** As it stands in a scenario. */
  public String text() {
    return text;
  }

  /** Whether something may follow it. */
  public boolean takesArgument() {
    return takesArgument;
  }

  /**
   * The verb that a text begins with, the longest if there are several.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Verb beginning(String words) {
    for (Verb verb : LONGEST_FIRST) {
      if (words.equals(verb.text) || words.startsWith(verb.text + " ")) {
        return verb;
      }
    }
    throw new IllegalArgumentException("nobody can do this: \"" + words + "\"");
  }
}
