package dev.pilcrow.protocol.classic;

import dev.pilcrow.protocol.frame.IncomingFrame;
import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.Violation;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;

/**
 * Decodes an inbox that classic clients share with native ones.
 *
 * <p>A classic frame has no end of its own. It was one write, so a read that left the inbox empty
 * holds it whole, and inside a burst it ends where the next frame begins:
 *
 * <pre>
 *   ¶/             a classic registration
 *   /path¶         data or goodbye of a path that is registered
 *   TOKEN¶ TOKEN@  a native frame with a valid token
 *   LF ¶name…LF    a native registration, which begins with LF for this reason
 * </pre>
 *
 * All else is text, LF and further {@code ¶} included. What stays ambiguous is listed in
 * docs/protocol.md.
 *
 * <p>Keeps no octets: as with {@link dev.pilcrow.protocol.frame.FrameDecoder}, the caller keeps the
 * tail. Single-threaded.
 */
public final class ClassicDecoder {
  /**
   * Octets of the longest path that is served. It bounds what a text full of slashes can cost: each
   * of them might begin a path.
   */
  public static final int MAX_PATH = 1024;

  /**
   * Octets of the longest tail that is kept. A frame is one write, so it is at most {@link
   * Wire#MAX_FRAME} octets, and what shows that the next one begins is at most as many again.
   */
  public static final int MAX_TAIL = 2 * Wire.MAX_FRAME - 1;

  private static final byte SLASH = '/';
  private static final byte NUL = 0;
  private static final int NONE = -1;

  /** Octets that a frame may begin with, or that may stand right behind a token that it does. */
  private static final boolean[] IS_MARK = new boolean[256];

  static {
    for (byte mark : new byte[] {SLASH, Wire.PILCROW_0, Wire.LF, Wire.AT, Wire.PLUS}) {
      IS_MARK[mark & 0xff] = true;
    }
  }

  private final ClassicAddresses addresses;
  private final IncomingFrame frame = new IncomingFrame();

  /** A decoder that asks {@code addresses} anew at each place where a frame may begin. */
  public ClassicDecoder(ClassicAddresses addresses) {
    this.addresses = addresses;
  }

  /**
   * Hands on every frame of {@code [from, to)} whose end is certain.
   *
   * @param drained whether the read that brought the last octets left the inbox empty: then the
   *     last frame ends at {@code to}, and an unterminated native one is a {@link
   *     Violation#TORN_TAIL}
   * @return the index of the first octet not consumed, {@code to} when drained. The caller keeps
   *     the rest, at most {@link #MAX_TAIL} octets, in front of what it reads next.
   */
  public int decode(ByteBuffer in, int from, int to, boolean drained, ClassicHandler handler) {
    int at = from;
    while (at < to) {
      boolean last = drained || to - at > MAX_TAIL; // no honest frame: wait for no more of it
      int next = decodeOne(in, at, to, last, handler);
      if (next < 0) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /**
   * Returns the index behind the frame that begins at {@code at}, or -1 if its end is not known
   * yet.
   */
  private int decodeOne(ByteBuffer in, int at, int to, boolean last, ClassicHandler handler) {
    if (in.get(at) == Wire.LF) {
      return at + 1;
    }
    if (Octets.isPilcrow(in, at, to)) {
      boolean classic = at + 2 < to && in.get(at + 2) == SLASH;
      return classic
          ? classicRegistration(in, at, to, last, handler)
          : nativeFrame(in, at, to, last, handler);
    }
    if (isTokenAddress(in, at, to)) {
      return nativeFrame(in, at, to, last, handler);
    }
    int pilcrow = pathEnd(in, at, to, NONE);
    if (pilcrow >= 0) {
      return classicData(in, at, pilcrow, to, last, handler);
    }
    return garbage(in, at, to, last, handler);
  }

  private int classicRegistration(
      ByteBuffer in, int at, int to, boolean last, ClassicHandler handler) {
    int path = at + 2;
    int end = nextFrame(in, path + 1, to, last, path);
    if (end == to && !last) {
      return -1;
    }
    int pathEnd = path;
    while (pathEnd < end && !Octets.isPilcrow(in, pathEnd, to) && isPathOctet(in.get(pathEnd))) {
      pathEnd++;
    }
    boolean whole = pathEnd == end || in.get(pathEnd) == Wire.LF;
    if (whole && pathEnd - path <= MAX_PATH) {
      handler.onClassicRegistration(in, path, pathEnd - path);
      return pathEnd;
    }
    handler.onViolation(Violation.BAD_NAME, in, at, Math.min(end - at, Wire.MAX_FRAME));
    return end;
  }

  private int classicData(
      ByteBuffer in, int at, int pilcrow, int to, boolean last, ClassicHandler handler) {
    int text = pilcrow + 2;
    int end = nextFrame(in, text, to, last, NONE);
    if (end == to && !last) {
      return -1;
    }
    if (end == text) {
      handler.onClassicGoodbye(in, at, pilcrow - at);
    } else {
      handler.onClassicText(in, at, pilcrow - at, text, end - text);
    }
    return end;
  }

  private int nativeFrame(ByteBuffer in, int at, int to, boolean last, ClassicHandler handler) {
    int lf = Octets.indexOfLf(in, at, to);
    if (lf < 0 && !last) {
      return -1;
    }
    int end = lf < 0 ? to : lf;
    if (end - at >= Wire.MAX_FRAME) {
      handler.onViolation(Violation.TOO_LONG, in, at, Wire.MAX_FRAME);
      return end;
    }
    if (lf < 0) {
      handler.onViolation(Violation.TORN_TAIL, in, at, to - at);
      return to;
    }
    Violation violation = frame.wrap(in, at, lf);
    if (violation != null) {
      handler.onViolation(violation, in, at, lf - at);
      return lf + 1;
    }
    switch (frame.kind()) {
      case REGISTRATION -> handler.onRegistration(frame);
      case DATA -> handler.onData(frame);
      case DISCONNECT -> handler.onDisconnect(frame);
    }
    return lf + 1;
  }

  /** Octets that nobody registered has said: dropped up to the next LF or the next frame. */
  private int garbage(ByteBuffer in, int at, int to, boolean last, ClassicHandler handler) {
    int next = nextFrame(in, at + 1, to, last, NONE);
    int lf = Octets.indexOfLf(in, at, next);
    int end = lf < 0 ? next : lf + 1;
    if (end == to && lf < 0 && !last) {
      return -1;
    }
    handler.onViolation(whatIsWrong(in, at, end), in, at, Math.min(end - at, Wire.MAX_FRAME));
    return end;
  }

  private static Violation whatIsWrong(ByteBuffer in, int at, int end) {
    return Octets.indexOfPilcrow(in, at, end) < 0
        ? Violation.NO_SEPARATOR
        : Violation.UNKNOWN_TOKEN;
  }

  /**
   * The first index in {@code [at, to)} at which a frame begins; {@code to} if there is none, or if
   * that is not certain yet.
   *
   * @param registering where the path of a registration begins that is being decoded, or NONE
   */
  private int nextFrame(ByteBuffer in, int at, int to, boolean last, int registering) {
    for (int i = at; i < to; i++) {
      if (!isMark(in, i, to) && !isMark(in, i + Wire.TOKEN_LENGTH, to)) {
        continue;
      }
      if (beginsFrame(in, i, to, registering)) {
        return i;
      }
      if (in.get(i) == Wire.LF && beginsRegistration(in, i + 1, to)) {
        if (Octets.indexOfLf(in, i + 1, to) >= 0) {
          return i;
        }
        if (!last) {
          return to; // its LF may be still to come, and until then its options could be anything
        }
      }
    }
    return to;
  }

  private static boolean isMark(ByteBuffer in, int i, int to) {
    return i < to && IS_MARK[in.get(i) & 0xff];
  }

  /** Whether a frame begins at {@code i} that is no native registration. */
  private boolean beginsFrame(ByteBuffer in, int i, int to, int registering) {
    byte octet = in.get(i);
    if (octet == SLASH) {
      return pathEnd(in, i, to, registering) >= 0;
    }
    if (octet == Wire.PILCROW_0) {
      return Octets.isPilcrow(in, i, to) && i + 2 < to && in.get(i + 2) == SLASH;
    }
    return isTokenAddress(in, i, to);
  }

  /** If a registered path begins at {@code at} and a ¶ follows it, the index of that ¶; else -1. */
  private int pathEnd(ByteBuffer in, int at, int to, int registering) {
    if (in.get(at) != SLASH) {
      return -1;
    }
    int end = Math.min(to, at + MAX_PATH + 1);
    for (int i = at; i < end; i++) {
      if (Octets.isPilcrow(in, i, to)) {
        boolean known = addresses.isPath(in, at, i) || repeats(in, registering, at, i);
        return known ? i : -1;
      }
      if (!isPathOctet(in.get(i))) {
        return -1;
      }
    }
    return -1;
  }

  /** Whether {@code [at, to)} is the path that has just been registered right before it. */
  private static boolean repeats(ByteBuffer in, int registering, int at, int to) {
    int length = to - at;
    if (registering == NONE || at - registering != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (in.get(registering + i) != in.get(at + i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isTokenAddress(ByteBuffer in, int at, int to) {
    int behind = at + Wire.TOKEN_LENGTH;
    if (behind >= to) {
      return false;
    }
    byte octet = in.get(behind);
    boolean addressGoesOn =
        octet == Wire.AT || octet == Wire.PLUS || Octets.isPilcrow(in, behind, to);
    return addressGoesOn && addresses.isToken(in, at, behind);
  }

  /** Whether a native registration begins at {@code at}, as far as its octets are known. */
  private static boolean beginsRegistration(ByteBuffer in, int at, int to) {
    if (!Octets.isPilcrow(in, at, to)) {
      return false;
    }
    int name = at + Wire.PILCROW_LENGTH;
    int nameEnd = Names.end(in, name, to);
    boolean ends = nameEnd == to || in.get(nameEnd) == Wire.LF || Octets.isPilcrow(in, nameEnd, to);
    return nameEnd > name && ends;
  }

  private static boolean isPathOctet(byte octet) {
    return octet != Wire.LF && octet != NUL;
  }
}
