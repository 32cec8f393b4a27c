package dev.pilcrow.simulator.choice;

/** How components are named: by the forks that lead to them. */
final class Forks {
  private static final char SEPARATOR = '/';

  private Forks() {}

  static String join(String component, String name) {
    if (name.isEmpty() || name.indexOf(SEPARATOR) >= 0 || name.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "\"" + name + "\" names no component: at least one character, no blank, no " + SEPARATOR);
    }
    return component.isEmpty() ? name : component + SEPARATOR + name;
  }

  /** Whether a component is that one, or was forked from it. */
  static boolean isFrom(String ancestor, String component) {
    return component.startsWith(ancestor)
        && (component.length() == ancestor.length()
            || component.charAt(ancestor.length()) == SEPARATOR);
  }
}
