package dev.pilcrow.simulator.oracle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which classic paths a naive hub knows, as far as docs/protocol.md says it: a path is registered
 * from its registration on until its FIFO is closed or given up; one that is registered already
 * waits for a pass.
 */
final class ClassicSessions {
  private static final class Holder {
    @Nullable Member member;
  }

  private record Contested(String path, long pass) {}

  private final Map<String, Holder> registered = new HashMap<>();
  private final Set<String> late = new HashSet<>();
  private final Deque<Contested> contested = new ArrayDeque<>();
  private long pass;

  /** Whether frames of that path may be in the inbox. */
  boolean knows(String path) {
    return registered.containsKey(path) || late.contains(path);
  }

  /** The inbox has been read dry. */
  void dry() {
    late.clear();
  }

  /** Who waited for the whole of the last pass, and was not turned away, has the path by now. */
  void passBegins() {
    pass++;
    while (!contested.isEmpty() && contested.getFirst().pass <= pass - 2) {
      registered.putIfAbsent(contested.removeFirst().path, new Holder());
    }
  }

  void registers(String path) {
    if (registered.containsKey(path)) {
      contested.add(new Contested(path, pass));
    } else {
      registered.put(path, new Holder());
    }
  }

  /** The one who waits for it has been told nothing, and waits no longer. */
  void turnedAway(String path) {
    takeContested(path);
  }

  /** Whether it may be let in; from here on it has the path. */
  boolean mayJoin(String path) {
    Holder holder = registered.get(path);
    if (holder == null && takeContested(path)) {
      registered.put(path, new Holder());
      return true;
    }
    return holder != null && holder.member == null;
  }

  void joins(String path, Member member) {
    Holder holder = new Holder();
    holder.member = member;
    registered.put(path, holder);
  }

  /** Who speaks under that path; null if that is nobody, or nobody yet. */
  @Nullable Member at(String path) {
    Holder holder = registered.get(path);
    return holder == null ? null : holder.member;
  }

  /**
   * A goodbye of one who is not here yet: it need not come any more. Else it stays until closed.
   */
  void leaves(String path) {
    Holder holder = registered.get(path);
    if (holder != null && holder.member == null) {
      released(path);
    }
  }

  /** Its FIFO has been closed, or could not be opened. */
  void released(String path) {
    if (registered.remove(path) != null || takeContested(path)) {
      late.add(path);
    }
  }

  /** Takes away the first who has waited for that path for a pass. */
  private boolean takeContested(String path) {
    for (Iterator<Contested> all = contested.iterator(); all.hasNext(); ) {
      Contested one = all.next();
      if (one.path.equals(path) && one.pass < pass) {
        all.remove();
        return true;
      }
    }
    return false;
  }
}
