package dev.pilcrow.simulator.explore;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What may befall an explored configuration, at any point. */
public enum Hazard {
  CRASH("crash", "a client is killed"),
  RESTART("restart", "a client that was killed comes again, once, under its name"),
  PARTIAL("partial", "a read of the inbox ends early, in the middle of a frame"),
  SLOW("slow", "a client reads when it likes: each frame read is a step"),
  FULL("full", "as slow, and pipes take one frame, queues two"),
  GARBAGE("garbage", "once, somebody writes half a frame into the inbox");

  private static final String NONE = "none";

  private final String option;
  private final String text;

  Hazard(String option, String text) {
    this.option = option;
    this.text = text;
  }

  /** Its name on the command line. */
  public String option() {
    return option;
  }

  /** What happens. */
  public String text() {
    return text;
  }

  /** The names, with commas between; {@code none} for none. */
  public static String names(Set<Hazard> hazards) {
    return hazards.isEmpty()
        ? NONE
        : hazards.stream().sorted().map(Hazard::option).collect(Collectors.joining(","));
  }

  /**
   * Those that are named, with commas between; {@code none} for none.
   *
   * @throws IllegalArgumentException if there is no such hazard; the message names all
   */
  public static Set<Hazard> parse(String names) {
    Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);
    for (String name : names.equals(NONE) ? new String[0] : names.split(",", -1)) {
      hazards.add(
          EnumSet.allOf(Hazard.class).stream()
              .filter(hazard -> hazard.option.equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "nothing to befall anybody is called \""
                              + name
                              + "\": there are "
                              + names(EnumSet.allOf(Hazard.class)))));
    }
    return hazards;
  }
}
