package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One frame where it lies in a borrowed buffer; reusable, so that decoding allocates nothing.
 *
 * <pre>
 *   DATA          origin [ @ recipient ] [ part ] ¶ payload
 *   DISCONNECT    origin ¶
 *   REGISTRATION  ¶ origin options                            options = *( ¶ key [ = value ] )
 * </pre>
 *
 * <p>In a handler it is valid only until the call returns. Offsets are absolute indexes of {@link
 * #buffer()}, lengths are octets; what a frame does not have has length 0. After a {@link
 * Violation} only {@link #wrap} may be called.
 */
public final class IncomingFrame {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ByteBuffer buffer = NOTHING;
  private Part part = Part.WHOLE;
  private boolean registration;
  private int offset;
  private int end;
  private int originOffset;
  private int originEnd;
  private int recipientOffset;
  private int recipientEnd;
  private int bodyOffset;

  /** The octets of a token that is known to be well-formed; at first sixteen zeros. */
  private long tokenWord = Octets.repeat('0');

  private long tokenWordBehind = Octets.repeat('0');

  /**
   * Parses one frame.
   *
   * @param in holds it; is kept until the next call
   * @param from index of its first octet
   * @param to index of its LF, which is not looked at; the octets before are known to hold none
   * @return null, or what is wrong with it
   */
  public @Nullable Violation wrap(ByteBuffer in, int from, int to) {
    boolean addressed = wrapAddress(in, from, to);
    return wrapBody(addressed, to);
  }

  /**
   * The first half of {@link #wrap}: parses up to the body. As no LF is part of an address, {@code
   * to} may lie behind the frame's end, which need not be known yet.
   *
   * @return whether the separator was found where it may stand; if not, no field is of use
   */
  boolean wrapAddress(ByteBuffer in, int from, int to) {
    setBuffer(in);
    setPart(Part.WHOLE);
    registration = false;
    offset = from;
    originOffset = from;
    recipientOffset = from;
    recipientEnd = from;
    if (isSameToken(in, from, to)) {
      originEnd = from + Wire.TOKEN_LENGTH;
      bodyOffset = originEnd + Wire.PILCROW_LENGTH;
      return true;
    }
    originEnd = Names.end(in, from, to);
    int at = originEnd;
    if (Octets.isPilcrow(in, at, to)) {
      rememberToken(in, from, at);
    } else {
      at = wrapRecipientAndPart(in, at, to);
      if (!Octets.isPilcrow(in, at, to)) {
        return false;
      }
    }
    bodyOffset = at + Wire.PILCROW_LENGTH;
    return at > from || wrapRegistration(in, bodyOffset, to);
  }

  /**
   * Whether the frame begins with the octets of the last bare origin of a token's length, and a
   * separator: then they need not be looked at one by one. Most frames do, for they come in runs of
   * one sender.
   */
  private boolean isSameToken(ByteBuffer in, int from, int to) {
    return to - from >= Wire.TOKEN_LENGTH + Wire.PILCROW_LENGTH
        && Octets.word(in, from) == tokenWord
        && Octets.word(in, from + Long.BYTES) == tokenWordBehind
        && Octets.isPilcrow(in, from + Wire.TOKEN_LENGTH, to);
  }

  private void rememberToken(ByteBuffer in, int from, int end) {
    if (end - from == Wire.TOKEN_LENGTH) {
      tokenWord = Octets.word(in, from);
      tokenWordBehind = Octets.word(in, from + Long.BYTES);
    }
  }

  /** The second half, once the frame's end is known. */
  @Nullable Violation wrapBody(boolean addressed, int to) {
    end = to;
    if (to - offset >= Wire.MAX_FRAME) {
      return Violation.TOO_LONG;
    }
    if (!addressed) {
      return whatIsWrong();
    }
    if (registration) {
      return null;
    }
    int length = to - bodyOffset;
    if (length == 0 && (hasRecipient() || part != Part.WHOLE)) {
      return Violation.EMPTY_PAYLOAD;
    }
    return length <= Wire.MAX_PAYLOAD ? null : Violation.TOO_LONG;
  }

  private Violation whatIsWrong() {
    if (Octets.isPilcrow(buffer, offset, end)) {
      return Violation.BAD_NAME;
    }
    // Behind the longest address no separator is looked for: it could not make one any more.
    int bound = Math.min(end, offset + Wire.MAX_ADDRESS + Wire.PILCROW_LENGTH);
    return Octets.indexOfPilcrow(buffer, offset, bound) < 0
        ? Violation.NO_SEPARATOR
        : Violation.BAD_ADDRESS;
  }

  private boolean wrapRegistration(ByteBuffer in, int from, int to) {
    registration = true;
    originOffset = from;
    originEnd = Names.end(in, from, to);
    bodyOffset = originEnd;
    return originEnd > from
        && (originEnd == to || in.get(originEnd) == Wire.LF || Octets.isPilcrow(in, originEnd, to));
  }

  /** Index behind what stands between origin and separator; {@code offset} if that cannot be. */
  private int wrapRecipientAndPart(ByteBuffer in, int from, int to) {
    int at = from;
    if (at < to && in.get(at) == Wire.AT) {
      recipientOffset = at + 1;
      recipientEnd = Names.end(in, recipientOffset, to);
      if (!hasRecipient()) {
        return offset;
      }
      at = recipientEnd;
    }
    if (at < to && in.get(at) == Wire.PLUS) {
      setPart(partAt(in, at, to));
      at += part.length();
    }
    return originEnd == offset ? offset : at;
  }

  /** No name holds a plus, so what follows the name decides alone. */
  private static Part partAt(ByteBuffer in, int plus, int to) {
    byte next = plus + 1 < to ? in.get(plus + 1) : 0;
    if (next == Wire.PLUS) {
      return Part.MIDDLE;
    }
    return next == '.' ? Part.LAST : Part.FIRST;
  }

  // A reference is stored only when it changes: on the hot path the collector's barrier behind a
  // store of a reference costs more than parsing the frame does.

  @SuppressWarnings("ReferenceEquality") // the same buffer, not one of the same contents
  private void setBuffer(ByteBuffer in) {
    if (buffer != in) {
      buffer = in;
    }
  }

  private void setPart(Part newPart) {
    if (part != newPart) {
      part = newPart;
    }
  }

  boolean isRegistration() {
    return registration;
  }

  int bodyOffset() {
    return bodyOffset;
  }

  public FrameKind kind() {
    if (registration) {
      return FrameKind.REGISTRATION;
    }
    return bodyOffset == end ? FrameKind.DISCONNECT : FrameKind.DATA;
  }

  /** The borrowed buffer that all offsets refer to; not to be written. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Index of the frame's first octet. */
  public int offset() {
    return offset;
  }

  /** Length of the frame without its LF. */
  public int length() {
    return end - offset;
  }

  /** Index of the token (upwards), of the sender (downwards), or of a registration's name. */
  public int originOffset() {
    return originOffset;
  }

  /** Index behind the origin. */
  public int originEnd() {
    return originEnd;
  }

  /** From 1 to {@link Wire#MAX_NAME}. */
  public int originLength() {
    return originEnd - originOffset;
  }

  /** The origin as text; allocates. */
  public String origin() {
    return Octets.ascii(buffer, originOffset, originEnd);
  }

  public boolean hasRecipient() {
    return recipientEnd > recipientOffset;
  }

  public int recipientOffset() {
    return recipientOffset;
  }

  public int recipientEnd() {
    return recipientEnd;
  }

  /** From 1 to {@link Wire#MAX_NAME}; 0 if the address names no recipient. */
  public int recipientLength() {
    return recipientEnd - recipientOffset;
  }

  /** The recipient as text, or null if the address names none; allocates. */
  public @Nullable String recipient() {
    return hasRecipient() ? Octets.ascii(buffer, recipientOffset, recipientEnd) : null;
  }

  /** {@link Part#WHOLE} also for frames that are no data. */
  public Part part() {
    return part;
  }

  public int payloadOffset() {
    return registration ? end : bodyOffset;
  }

  /** Index behind the payload, where the frame's LF is. */
  public int payloadEnd() {
    return end;
  }

  /** From 1 to {@link Wire#MAX_PAYLOAD} for data, as escaped; else 0. */
  public int payloadLength() {
    return end - payloadOffset();
  }

  /** Index of the {@code ¶} before a registration's first option. */
  public int optionsOffset() {
    return registration ? bodyOffset : end;
  }

  /** Length of all options of a registration with their {@code ¶}; 0 if there are none. */
  public int optionsLength() {
    return end - optionsOffset();
  }

  /**
   * Looks an option of a registration up; allocates.
   *
   * @return the value of the first option with this key as UTF-8 text, empty for a key alone, or
   *     null if there is none
   */
  public @Nullable String option(String key) {
    int from = optionsOffset();
    while (from < end) {
      int start = from + Wire.PILCROW_LENGTH;
      int next = Octets.indexOfPilcrow(buffer, start, end);
      int stop = next < 0 ? end : next;
      String option = Octets.utf8(buffer, start, stop);
      if (option.equals(key)) {
        return "";
      }
      if (option.startsWith(key) && option.charAt(key.length()) == '=') {
        return option.substring(key.length() + 1);
      }
      from = stop;
    }
    return null;
  }
}
