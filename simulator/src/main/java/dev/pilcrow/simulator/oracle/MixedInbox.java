package dev.pilcrow.simulator.oracle;

import java.util.regex.Pattern;

/**
 * Tells apart what native and classic clients have written into one inbox, as section 14 of
 * docs/protocol.md says it, octet after octet, on a text of which each character is an octet.
 */
final class MixedInbox {
  private static final String PILCROW = "\u00c2\u00b6";
  private static final int MAX_FRAME = 4096;
  private static final int MAX_PATH = 1024;
  private static final int MAX_TAIL = 8191;
  private static final int TOKEN_LENGTH = 16;
  private static final int UNKNOWN = -1;
  private static final Pattern NATIVE_REGISTRATION =
      Pattern.compile(PILCROW + "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}(?:\n|" + PILCROW + "|$)");

  /** Knows who is registered, and takes what is found. */
  interface Hub {
    /** Whether frames of that path may be in the inbox. */
    boolean isPath(String path);

    /** Whether frames of that token may be in the inbox. */
    boolean isToken(String token);

    /** A native frame, without its LF. */
    void frame(String frame);

    /** Something that breaks the grammar. */
    void violation(String octets, String code);

    /** {@code ¶/path}. */
    void registers(String path);

    /** {@code /path¶text}. */
    void saysText(String path, String text);

    /** {@code /path¶}. */
    void leaves(String path);
  }

  private final Hub hub;
  private String octets = "";
  private boolean last;

  MixedInbox(Hub hub) {
    this.hub = hub;
  }

  /** A read; {@code dry} if nothing is left behind it. */
  void reads(String read, boolean dry) {
    octets += read;
    int at = 0;
    int next = 0;
    while (next != UNKNOWN && at < octets.length()) {
      last = dry || octets.length() - at > MAX_TAIL;
      next = frameAt(at);
      at = next == UNKNOWN ? at : next;
    }
    octets = octets.substring(at);
  }

  /** Takes what begins there; where it ends, or that this is unknown yet. */
  private int frameAt(int at) {
    if (octets.charAt(at) == '\n') {
      return at + 1;
    }
    if (octets.startsWith(PILCROW + "/", at)) {
      return registration(at);
    }
    if (octets.startsWith(PILCROW, at) || isTokenAt(at)) {
      return nativeFrame(at);
    }
    int pathEnd = pathEnd(at, UNKNOWN);
    return pathEnd == UNKNOWN ? strangers(at) : classicFrame(at, pathEnd);
  }

  private int registration(int at) {
    int path = at + PILCROW.length();
    int end = nextFrame(path + 1, path);
    if (end == octets.length() && !last) {
      return UNKNOWN;
    }
    int pathEnd = path;
    while (pathEnd < end && isOfPath(pathEnd)) {
      pathEnd++;
    }
    boolean whole = pathEnd == end || octets.charAt(pathEnd) == '\n';
    if (!whole || pathEnd - path > MAX_PATH) {
      hub.violation(octets.substring(at, end), "bad-frame");
      return end;
    }
    hub.registers(octets.substring(path, pathEnd));
    return pathEnd;
  }

  private int classicFrame(int at, int pathEnd) {
    int text = pathEnd + PILCROW.length();
    int end = nextFrame(text, UNKNOWN);
    if (end == octets.length() && !last) {
      return UNKNOWN;
    }
    String path = octets.substring(at, pathEnd);
    if (end == text) {
      hub.leaves(path);
    } else {
      hub.saysText(path, octets.substring(text, end));
    }
    return end;
  }

  private int nativeFrame(int at) {
    int lf = octets.indexOf('\n', at);
    if (lf < 0 && !last) {
      return UNKNOWN;
    }
    int end = lf < 0 ? octets.length() : lf;
    String frame = octets.substring(at, end);
    if (frame.length() >= MAX_FRAME) {
      hub.violation(frame, "too-long");
    } else if (lf < 0) {
      hub.violation(frame, "bad-frame");
    } else {
      hub.frame(frame);
    }
    return end;
  }

  /** What nobody registered has said ends with a line, or where the next frame begins. */
  private int strangers(int at) {
    int next = nextFrame(at + 1, UNKNOWN);
    int lf = octets.indexOf('\n', at);
    boolean line = lf >= 0 && lf < next;
    int end = line ? lf + 1 : next;
    if (end == octets.length() && !line && !last) {
      return UNKNOWN;
    }
    hub.violation(octets.substring(at, end), "bad-frame");
    return end;
  }

  /** Where the first frame from there on begins; the end of all if there is none for certain. */
  private int nextFrame(int from, int registering) {
    for (int i = from; i < octets.length(); i++) {
      boolean classic = octets.startsWith(PILCROW + "/", i) || pathEnd(i, registering) != UNKNOWN;
      if (classic || isTokenAt(i)) {
        return i;
      }
      if (octets.charAt(i) == '\n' && isRegistrationAt(i + 1)) {
        if (octets.indexOf('\n', i + 1) >= 0) {
          return i;
        }
        if (!last) {
          return octets.length();
        }
      }
    }
    return octets.length();
  }

  private boolean isRegistrationAt(int at) {
    return octets.startsWith(PILCROW, at)
        && NATIVE_REGISTRATION.matcher(octets).region(at, octets.length()).lookingAt();
  }

  /** Where the registered path that begins there ends, if one does and a ¶ follows it. */
  private int pathEnd(int at, int registering) {
    if (octets.charAt(at) != '/') {
      return UNKNOWN;
    }
    int end = at;
    while (end < octets.length() && end - at <= MAX_PATH && isOfPath(end)) {
      end++;
    }
    if (end - at > MAX_PATH || !octets.startsWith(PILCROW, end)) {
      return UNKNOWN;
    }
    String path = octets.substring(at, end);
    boolean repeats = registering >= 0 && octets.substring(registering, at).equals(path);
    return repeats || hub.isPath(path) ? end : UNKNOWN;
  }

  private boolean isOfPath(int at) {
    char octet = octets.charAt(at);
    return octet != '\n' && octet != 0 && !octets.startsWith(PILCROW, at);
  }

  private boolean isTokenAt(int at) {
    int end = at + TOKEN_LENGTH;
    if (end >= octets.length()) {
      return false;
    }
    char behind = octets.charAt(end);
    boolean goesOn = behind == '@' || behind == '+' || octets.startsWith(PILCROW, end);
    return goesOn && hub.isToken(octets.substring(at, end));
  }
}
