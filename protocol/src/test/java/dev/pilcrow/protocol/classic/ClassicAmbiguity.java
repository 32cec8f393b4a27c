package dev.pilcrow.protocol.classic;

import static dev.pilcrow.protocol.classic.WrittenFrame.PILCROW;
import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can make a burst with classic frames come apart in another way than it was written; the list
 * of docs/protocol.md. A classic frame is misread exactly if its text (a registration's path, from
 * its second octet on), read together with what follows it in the burst, shows one of these.
 */
enum ClassicAmbiguity {
  /**
   * {@code ¶/}: read as a registration. Also a ¶ at the text's end before a frame that begins /.
   */
  PILCROW_SLASH,
  /** A registered path and ¶: read as that client's. Also a path at the end, before {@code ¶/}. */
  PATH,
  /** A valid token and ¶, @ or +: read as that client's. */
  TOKEN,
  /** LF ¶ name LF, or LF ¶ name ¶ … LF: read as a native registration. */
  NATIVE_REGISTRATION,
  /** The next frame does not begin like one (it is a stranger's): read as more of the text. */
  STRANGER_BEHIND;

  private static final Pattern REGISTRATION =
      Pattern.compile("\n" + PILCROW + "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}(" + PILCROW + "[^\n]*)?\n");

  /** All that the burst holds. */
  static Set<ClassicAmbiguity> of(
      List<WrittenFrame> burst, Collection<String> paths, Collection<String> tokens) {
    Set<ClassicAmbiguity> found = EnumSet.noneOf(ClassicAmbiguity.class);
    Set<String> registered = new LinkedHashSet<>(paths);
    String octets = burst.stream().map(WrittenFrame::text).collect(joining());
    int begin = 0;
    for (WrittenFrame frame : burst) {
      int end = begin + frame.text().length();
      if (frame.openFrom() >= 0) {
        for (int at = begin + frame.openFrom(); at < end; at++) {
          found.addAll(beginningsAt(at, octets, registered, tokens));
          if (frame instanceof WrittenFrame.Registers && isRepeatedAt(at, octets, begin + 2)) {
            found.add(PATH);
          }
        }
        boolean last = end == octets.length();
        boolean own =
            frame instanceof WrittenFrame.Registers && isRepeatedAt(end, octets, begin + 2);
        if (!last && !own && beginningsAt(end, octets, registered, tokens).isEmpty()) {
          found.add(STRANGER_BEHIND);
        }
      }
      if (frame instanceof WrittenFrame.Registers it) {
        registered.add(it.path());
      }
      begin = end;
    }
    return found;
  }

  private static Set<ClassicAmbiguity> beginningsAt(
      int at, String octets, Collection<String> paths, Collection<String> tokens) {
    Set<ClassicAmbiguity> found = EnumSet.noneOf(ClassicAmbiguity.class);
    if (octets.startsWith(PILCROW + "/", at)) {
      found.add(PILCROW_SLASH);
    }
    if (paths.stream().anyMatch(path -> octets.startsWith(path + PILCROW, at))) {
      found.add(PATH);
    }
    if (tokens.stream().anyMatch(token -> isAddressAt(at, octets, token))) {
      found.add(TOKEN);
    }
    if (octets.startsWith("\n", at)
        && REGISTRATION.matcher(octets).region(at, octets.length()).lookingAt()) {
      found.add(NATIVE_REGISTRATION);
    }
    return found;
  }

  /** Whether the path that is being registered stands at {@code at} once more, and ¶ behind it. */
  private static boolean isRepeatedAt(int at, String octets, int path) {
    return octets.startsWith(octets.substring(path, at) + PILCROW, at);
  }

  private static boolean isAddressAt(int at, String octets, String token) {
    int behind = at + token.length();
    return octets.startsWith(token, at)
        && Stream.of("@", "+", PILCROW).anyMatch(next -> octets.startsWith(next, behind));
  }
}
