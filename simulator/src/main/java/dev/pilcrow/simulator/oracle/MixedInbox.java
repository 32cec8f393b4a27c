package dev.pilcrow.simulator.oracle;

import java.util.Arrays;

/**
 * Tells apart what native and classic clients have written into one inbox, as section 14 of
 * docs/protocol.md says it, octet after octet.
 */
final class MixedInbox {
  private static final int PILCROW_LENGTH = 2;
  private static final int MAX_FRAME = 4096;
  private static final int MAX_PATH = 1024;
  private static final int MAX_TAIL = 8191;
  private static final int TOKEN_LENGTH = 16;
  private static final int UNKNOWN = -1;

  /** Octets that a frame may begin with, or that may stand right behind a token that it does. */
  private static final boolean[] IS_MARK = marks("/@+\n\u00c2");

  /** Knows who is registered, and takes what is found. */
  interface Hub {
    /** Whether frames of that path may be in the inbox. */
    boolean isPath(String path);

    /** Whether frames of that token may be in the inbox. */
    boolean isToken(String token);

    /** A native frame, without its LF. */
    void frame(byte[] octets, int from, int to);

    /** Something that breaks the grammar. */
    void violation(byte[] octets, int from, int to, String code);

    /** {@code ¶/path}. */
    void registers(String path);

    /** {@code /path¶text}. */
    void saysText(String path, String text);

    /** {@code /path¶}. */
    void leaves(String path);
  }

  private final Hub hub;
  private byte[] octets = {};
  private boolean last;

  MixedInbox(Hub hub) {
    this.hub = hub;
  }

  /** A read; {@code dry} if nothing is left behind it. */
  void reads(byte[] read, int from, int to, boolean dry) {
    int kept = octets.length;
    octets = Arrays.copyOf(octets, kept + to - from);
    System.arraycopy(read, from, octets, kept, to - from);
    int at = 0;
    int next = 0;
    while (next != UNKNOWN && at < octets.length) {
      last = dry || octets.length - at > MAX_TAIL;
      next = frameAt(at);
      at = next == UNKNOWN ? at : next;
    }
    octets = Arrays.copyOfRange(octets, at, octets.length);
  }

  /** Takes what begins there; where it ends, or that this is unknown yet. */
  private int frameAt(int at) {
    if (octets[at] == '\n') {
      return at + 1;
    }
    if (isRegistrationOfPath(at)) {
      return registration(at);
    }
    if (isPilcrow(at) || isTokenAt(at)) {
      return nativeFrame(at);
    }
    int pathEnd = pathEnd(at, UNKNOWN);
    return pathEnd == UNKNOWN ? strangers(at) : classicFrame(at, pathEnd);
  }

  private int registration(int at) {
    int path = at + PILCROW_LENGTH;
    int end = nextFrame(path + 1, path);
    if (end == octets.length && !last) {
      return UNKNOWN;
    }
    int pathEnd = path;
    while (pathEnd < end && isOfPath(pathEnd)) {
      pathEnd++;
    }
    boolean whole = pathEnd == end || octets[pathEnd] == '\n';
    if (!whole || pathEnd - path > MAX_PATH) {
      hub.violation(octets, at, end, "bad-frame");
      return end;
    }
    hub.registers(text(path, pathEnd));
    return pathEnd;
  }

  private int classicFrame(int at, int pathEnd) {
    int text = pathEnd + PILCROW_LENGTH;
    int end = nextFrame(text, UNKNOWN);
    if (end == octets.length && !last) {
      return UNKNOWN;
    }
    String path = text(at, pathEnd);
    if (end == text) {
      hub.leaves(path);
    } else {
      hub.saysText(path, text(text, end));
    }
    return end;
  }

  private int nativeFrame(int at) {
    int lf = lineEnd(at);
    if (lf < 0 && !last) {
      return UNKNOWN;
    }
    int end = lf < 0 ? octets.length : lf;
    if (end - at >= MAX_FRAME) {
      hub.violation(octets, at, end, "too-long");
    } else if (lf < 0) {
      hub.violation(octets, at, end, "bad-frame");
    } else {
      hub.frame(octets, at, end);
    }
    return end;
  }

  /** What nobody registered has said ends with a line, or where the next frame begins. */
  private int strangers(int at) {
    int next = nextFrame(at + 1, UNKNOWN);
    int lf = lineEnd(at);
    boolean line = lf >= 0 && lf < next;
    int end = line ? lf + 1 : next;
    if (end == octets.length && !line && !last) {
      return UNKNOWN;
    }
    hub.violation(octets, at, end, "bad-frame");
    return end;
  }

  /** Where the first frame from there on begins; the end of all if there is none for certain. */
  private int nextFrame(int from, int registering) {
    for (int i = from; i < octets.length; i++) {
      if (!isMark(i) && !isMark(i + TOKEN_LENGTH)) {
        continue;
      }
      boolean classic = isRegistrationOfPath(i) || pathEnd(i, registering) != UNKNOWN;
      if (classic || isTokenAt(i)) {
        return i;
      }
      if (octets[i] == '\n' && isRegistrationAt(i + 1)) {
        if (lineEnd(i + 1) >= 0) {
          return i;
        }
        if (!last) {
          return octets.length;
        }
      }
    }
    return octets.length;
  }

  private boolean isMark(int at) {
    return at < octets.length && IS_MARK[octets[at] & 0xff];
  }

  private boolean isPilcrow(int at) {
    return at + 1 < octets.length && octets[at] == (byte) 0xC2 && octets[at + 1] == (byte) 0xB6;
  }

  private boolean isRegistrationOfPath(int at) {
    int path = at + PILCROW_LENGTH;
    return isPilcrow(at) && path < octets.length && octets[path] == '/';
  }

  private boolean isRegistrationAt(int at) {
    if (!isPilcrow(at)) {
      return false;
    }
    int end = Spoken.nameEnd(octets, at + PILCROW_LENGTH, octets.length);
    return Spoken.isNameLength(end - at - PILCROW_LENGTH)
        && (end == octets.length || octets[end] == '\n' || isPilcrow(end));
  }

  /** Where the registered path that begins there ends, if one does and a ¶ follows it. */
  private int pathEnd(int at, int registering) {
    if (octets[at] != '/') {
      return UNKNOWN;
    }
    int end = at;
    while (end < octets.length && end - at <= MAX_PATH && isOfPath(end)) {
      end++;
    }
    if (end - at > MAX_PATH || !isPilcrow(end)) {
      return UNKNOWN;
    }
    boolean repeats = registering >= 0 && Arrays.equals(octets, registering, at, octets, at, end);
    return repeats || hub.isPath(text(at, end)) ? end : UNKNOWN;
  }

  private boolean isOfPath(int at) {
    return octets[at] != '\n' && octets[at] != 0 && !isPilcrow(at);
  }

  private boolean isTokenAt(int at) {
    int end = at + TOKEN_LENGTH;
    if (end >= octets.length) {
      return false;
    }
    boolean goesOn = octets[end] == '@' || octets[end] == '+' || isPilcrow(end);
    return goesOn && hub.isToken(text(at, end));
  }

  /** Where the line's LF stands; -1 if there is none yet. */
  private int lineEnd(int from) {
    for (int at = from; at < octets.length; at++) {
      if (octets[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private String text(int from, int to) {
    return Printed.latin(octets, from, to);
  }

  private static boolean[] marks(String octets) {
    boolean[] marks = new boolean[256];
    octets.chars().forEach(octet -> marks[octet] = true);
    return marks;
  }
}
