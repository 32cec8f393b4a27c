package dev.pilcrow.mutants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bug to plant. As a file, whose name is the id:
 *
 * <pre>
 *   family: partial reads and writes
 *   file: dev/pilcrow/fifo/SendQueue.java
 *   story: a short write is taken for a whole one, as with a blocking descriptor
 *   fastest: simulation
 *   tests: dev.pilcrow.fifo.SendQueueTest
 *   &#64;&#64;
 *   -      onWritten(result);
 *   +      onWritten(length);
 * </pre>
 *
 * Lines behind {@code @@} that begin with a blank stay as they are, and say where.
 *
 * @param family what kind of bug it is
 * @param file the source, below the root of its module's sources
 * @param story how it could really happen
 * @param fastest who finds it first
 * @param tests the product's own tests that should find it
 * @param beyond why it cannot be found by that one; empty if it can
 */
public record Mutant(
    String id,
    String family,
    String file,
    String story,
    Weapon fastest,
    List<String> tests,
    Map<Weapon, String> beyond,
    List<Hunk> hunks) {

  public Mutant {
    tests = List.copyOf(tests);
    beyond = Map.copyOf(beyond);
    hunks = List.copyOf(hunks);
  }

  /**
   * Reads a file of the catalogue.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  static Mutant parse(String id, String text) {
    Map<String, String> heads = new HashMap<>();
    List<Hunk> hunks = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    boolean inHunk = false;
    for (String line : text.lines().toList()) {
      if (line.equals("@@")) {
        addHunk(hunks, before, after);
        inHunk = true;
      } else if (inHunk) {
        String content = line.isEmpty() ? "\n" : line.substring(1) + "\n";
        char role = line.isEmpty() ? ' ' : line.charAt(0);
        if (role == ' ' || role == '-') {
          before.append(content);
        }
        if (role == ' ' || role == '+') {
          after.append(content);
        }
        if (role != ' ' && role != '-' && role != '+') {
          throw new IllegalArgumentException(id + ": not a line of a change: \"" + line + "\"");
        }
      } else {
        int colon = line.indexOf(": ");
        if (colon < 0) {
          throw new IllegalArgumentException(id + ": not a line of its head: \"" + line + "\"");
        }
        heads.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    addHunk(hunks, before, after);
    if (hunks.isEmpty()) {
      throw new IllegalArgumentException(id + ": changes nothing");
    }
    return new Mutant(
        id,
        head(id, heads, "family"),
        head(id, heads, "file"),
        head(id, heads, "story"),
        weapon(head(id, heads, "fastest")),
        List.of(head(id, heads, "tests").split(" ", -1)),
        beyond(heads),
        hunks);
  }

  /** The source with the bug in it. */
  String plantedIn(String source) throws StaleMutantException {
    String planted = source;
    for (Hunk hunk : hunks) {
      planted = hunk.apply(planted);
    }
    return planted;
  }

  private static void addHunk(List<Hunk> hunks, StringBuilder before, StringBuilder after) {
    if (!before.isEmpty()) {
      hunks.add(new Hunk(before.toString(), after.toString()));
      before.setLength(0);
      after.setLength(0);
    }
  }

  private static String head(String id, Map<String, String> heads, String name) {
    @Nullable String value = heads.get(name);
    if (value == null) {
      throw new IllegalArgumentException(id + ": says nothing of its " + name);
    }
    return value;
  }

  private static Map<Weapon, String> beyond(Map<String, String> heads) {
    Map<Weapon, String> beyond = new HashMap<>();
    for (Weapon weapon : Weapon.values()) {
      @Nullable String why = heads.get("beyond " + weapon.text());
      if (why != null) {
        beyond.put(weapon, why);
      }
    }
    return beyond;
  }

  private static Weapon weapon(String text) {
    return Weapon.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
