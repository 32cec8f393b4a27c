package dev.pilcrow.simulator.check;

import java.util.List;

/**
 * The names that steps use, relative to a directory of their own, and what lies there at first.
 *
 * <pre>
 *   file       eleven octets            to-fifo   -&gt; a
 *   dangling   -&gt; nowhere               to-sub    -&gt; sub
 *   loop       -&gt; loop
 * </pre>
 */
final class Scene {
  static final String CONTENT = "hello world";

  /** What steps make and unlink most, in an order in which it can be removed. */
  static final List<String> PLAIN = List.of("a", "b", "sub/a", "sub");

  /** Symbolic links, each followed by what it points to. */
  static final List<List<String>> LINKS =
      List.of(
          List.of("to-fifo", "a"),
          List.of("to-sub", "sub"),
          List.of("dangling", "nowhere"),
          List.of("loop", "loop"));

  static final String FILE = "file";

  /** All that steps look up; the first are the plainest. */
  static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "sub/a",
          "sub",
          "to-fifo",
          "to-sub/a",
          FILE,
          "sub/b",
          "/dev/null",
          "a/",
          "sub/",
          "to-sub",
          "to-sub/",
          "./b",
          "sub/../a",
          "sub//a",
          "sub/.",
          "sub/..",
          ".",
          "dangling",
          "dangling/",
          "loop",
          "loop/a",
          "missing",
          "missing/a",
          "file/",
          "file/a",
          "a/b",
          "",
          "n".repeat(255),
          "n".repeat(256),
          "sub/" + "é".repeat(128),
          "nul\0");

  /** So many of {@link #NAMES} are the plain ones. */
  static final int PLAIN_NAMES = PLAIN.size();

  private Scene() {}

  /**
   * Whether a name stays within the scene's directory, whatever lies there. Steps run on the real
   * kernel, perhaps as the superuser: only within may they make or remove anything.
   */
  static boolean isWithin(String name) {
    int depth = 0;
    for (String part : name.split("/", -1)) {
      depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
      if (depth < 0) {
        return false;
      }
    }
    return !name.startsWith("/");
  }
}
