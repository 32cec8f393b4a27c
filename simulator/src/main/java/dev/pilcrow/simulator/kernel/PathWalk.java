package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.Errno;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Follows a path. One object is used again and again: its fields tell what the last walk found.
 *
 * <p>Source: path_resolution(7). A path of one name allocates nothing.
 */
final class PathWalk {
  private static final int MAX_LINKS = 40;
  private static final int MAX_NAME_OCTETS = 255;
  private static final int MAX_PATH_OCTETS = 4095;

  private final Directory root;

  /** The directory that holds the last name. */
  Directory parent;

  /** The last name; "" if the path is the root's. */
  String name = "";

  /** Whether slashes follow the last name, so that it must be a directory. */
  boolean slash;

  /** What {@link #find} found. */
  @Nullable Inode inode;

  PathWalk(Directory root) {
    this.root = root;
    this.parent = root;
  }

  /**
   * Whether a path is one at all. Linux copies it in before it looks at anything else.
   *
   * @return 0 or −errno
   */
  static int check(String path) {
    if (path.isEmpty()) {
      return -Errno.ENOENT;
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == 0) {
        return -Errno.EINVAL;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < path.length()
                && Character.isLowSurrogate(path.charAt(i + 1));
        if (!pair) {
          return -Errno.EINVAL;
        }
        i++;
      }
    }
    return isLonger(path, MAX_PATH_OCTETS) ? -Errno.ENAMETOOLONG : 0;
  }

  /** Walks to the last name, which need not exist. Returns 0 or −errno. */
  int findParent(SimulatedProcess process, Directory start, String path) {
    return walk(process, start, path, 0);
  }

  /**
   * Walks to a file.
   *
   * @param follow whether a symbolic link at the path's end is followed; one with a slash behind it
   *     is anyway
   * @return 0 or −errno
   */
  int find(SimulatedProcess process, Directory start, String path, boolean follow) {
    return find(process, start, path, follow, 0);
  }

  /** The last name of the last walk, in its parent; null if there is none. */
  @Nullable Inode last() {
    return switch (name) {
      case "" -> root;
      case "." -> parent;
      case ".." -> parent.parent();
      default -> parent.get(name);
    };
  }

  /** Whether the last name is none that a file could be made under, or removed from. */
  boolean isSpecial() {
    return name.isEmpty() || name.equals(".") || name.equals("..");
  }

  private int find(
      SimulatedProcess process, Directory start, String path, boolean follow, int links) {
    int result = walk(process, start, path, links);
    if (result < 0) {
      return result;
    }
    Inode found = last();
    if (found == null) {
      return -Errno.ENOENT;
    }
    if (found instanceof SymbolicLink link && (follow || slash)) {
      if (links == MAX_LINKS) {
        return -Errno.ELOOP;
      }
      boolean mustBeDirectory = slash;
      result = find(process, parent, link.target, true, links + 1);
      if (result < 0) {
        return result;
      }
      return mustBeDirectory && !(inode instanceof Directory) ? -Errno.ENOTDIR : 0;
    }
    inode = found;
    return slash && !(found instanceof Directory) ? -Errno.ENOTDIR : 0;
  }

  private int walk(SimulatedProcess process, Directory start, String path, int links) {
    Directory directory = path.startsWith("/") ? root : start;
    int at = skipSlashes(path, 0);
    if (at == path.length()) {
      return end(directory, "", false);
    }
    while (true) {
      if (!directory.allows(process, Inode.CAN_SEARCH)) {
        return -Errno.EACCES;
      }
      int end = path.indexOf('/', at);
      boolean whole = at == 0 && end < 0;
      String part = whole ? path : path.substring(at, end < 0 ? path.length() : end);
      if (isLonger(part, MAX_NAME_OCTETS)) {
        return -Errno.ENAMETOOLONG;
      }
      at = end < 0 ? path.length() : skipSlashes(path, end);
      if (at == path.length()) {
        return end(directory, part, end >= 0);
      }
      int result = find(process, directory, part, true, links);
      if (result < 0) {
        return result;
      }
      if (!(inode instanceof Directory next)) {
        return -Errno.ENOTDIR;
      }
      directory = next;
    }
  }

  private int end(Directory directory, String lastName, boolean withSlash) {
    parent = directory;
    name = lastName;
    slash = withSlash;
    return 0;
  }

  private static int skipSlashes(String path, int from) {
    int at = from;
    while (at < path.length() && path.charAt(at) == '/') {
      at++;
    }
    return at;
  }

  private static boolean isLonger(String text, int maxOctets) {
    return text.length() > maxOctets
        || (text.length() > maxOctets / 3
            && text.getBytes(StandardCharsets.UTF_8).length > maxOctets);
  }
}
