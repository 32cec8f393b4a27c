package dev.pilcrow.simulator.scenario;

/**
 * One thing that one participant does or waits for, such as {@code alice says @bob hush}.
 *
 * @param who a name; the hub is {@code hub} as a rule
 * @param argument what follows the verb; empty if nothing does
 */
public record Step(String who, Verb verb, String argument) {

  /**
   * @throws IllegalArgumentException if something follows a verb that stands alone
   */
  public Step {
    if (!argument.isEmpty() && !verb.takesArgument()) {
      throw new IllegalArgumentException(
          "nothing may follow \"" + verb.text() + "\", not \"" + argument + "\"");
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is no step; the message says why
   */
  public static Step parse(String line) {
    int space = line.indexOf(' ');
    if (space <= 0) {
      throw new IllegalArgumentException("a step is who does what, not \"" + line + "\"");
    }
    String words = line.substring(space + 1);
    Verb verb = Verb.beginning(words);
    String rest = words.substring(verb.text().length());
    return new Step(line.substring(0, space), verb, rest.isEmpty() ? "" : rest.substring(1));
  }

  @Override
  public String toString() {
    return who + ' ' + verb.text() + (argument.isEmpty() ? "" : " " + argument);
  }
}
