package dev.pilcrow.protocol.frame;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One frame to be written; reusable, so that encoding allocates nothing.
 *
 * <p>Names and payload are borrowed: they are read by {@link #encode}, not before. Names must be
 * valid; only their lengths are checked for data and goodbyes, since they come from a registry that
 * has checked them. Every frame that can be set fits in {@link Wire#MAX_FRAME}.
 */
public final class OutgoingFrame {

  private static final byte[] NO_OCTETS = new byte[0];
  private static final ByteBuffer NO_PAYLOAD = ByteBuffer.allocate(0);

  private boolean registration;
  private byte[] origin = NO_OCTETS;
  private byte @Nullable [] recipient;
  private Part part = Part.WHOLE;
  private ByteBuffer body = NO_PAYLOAD;
  private int bodyOffset;
  private int bodyLength;
  private int length;

  /**
   * Becomes a data frame.
   *
   * @param origin token (upwards) or sender (downwards)
   * @param recipient null if it is the mode's default
   * @param payload holds the payload, already escaped, at {@code offset}
   * @param length from 1 to {@link Wire#MAX_PAYLOAD}
   * @throws IllegalArgumentException if a length is out of bounds or the payload holds an LF
   */
  public OutgoingFrame data(
      byte[] origin,
      byte @Nullable [] recipient,
      Part part,
      ByteBuffer payload,
      int offset,
      int length) {
    requireNameLength(origin);
    if (recipient != null) {
      requireNameLength(recipient);
    }
    requirePayloadLength(length);
    Objects.checkFromIndexSize(offset, length, payload.limit());
    if (Octets.indexOfLf(payload, offset, offset + length) >= 0) {
      throw new IllegalArgumentException("LF in a payload");
    }
    return set(false, origin, recipient, part, payload, offset, length);
  }

  /**
   * Becomes the data frame that came in, under another address. Its part and payload are taken as
   * they are: decoding has found them in bounds and free of LF, and nothing is searched twice.
   *
   * @param origin as in {@link #data}
   * @param recipient as in {@link #data}
   * @param frame a data frame; borrowed with its buffer until {@link #encode}
   */
  public OutgoingFrame forwarded(byte[] origin, byte @Nullable [] recipient, IncomingFrame frame) {
    requireNameLength(origin);
    if (recipient != null) {
      requireNameLength(recipient);
    }
    int length = frame.payloadLength();
    requirePayloadLength(length);
    return set(
        false, origin, recipient, frame.part(), frame.buffer(), frame.payloadOffset(), length);
  }

  /**
   * Becomes a registration without options.
   *
   * @throws IllegalArgumentException if {@code name} is no name
   */
  public OutgoingFrame registration(byte[] name) {
    return registration(name, NO_PAYLOAD);
  }

  /**
   * Becomes a registration.
   *
   * @param options all octets from 0 to the limit: each option with its {@code ¶} in front
   * @throws IllegalArgumentException if {@code name} is no name, if options are there and do not
   *     begin with {@code ¶}, hold an LF, or do not fit in a frame
   */
  public OutgoingFrame registration(byte[] name, ByteBuffer options) {
    if (!Names.isName(ByteBuffer.wrap(name), 0, name.length)) {
      throw new IllegalArgumentException("not a name");
    }
    int size = options.limit();
    if (size > 0 && !Octets.isPilcrow(options, 0, size)) {
      throw new IllegalArgumentException("options without a pilcrow");
    }
    if (Octets.indexOfLf(options, 0, size) >= 0) {
      throw new IllegalArgumentException("LF in options");
    }
    if (Wire.PILCROW_LENGTH + name.length + size + 1 > Wire.MAX_FRAME) {
      throw new IllegalArgumentException("options of " + size + " octets");
    }
    return set(true, name, null, Part.WHOLE, options, 0, size);
  }

  /** Becomes a disconnect frame. */
  public OutgoingFrame disconnect(byte[] origin) {
    requireNameLength(origin);
    return set(false, origin, null, Part.WHOLE, NO_PAYLOAD, 0, 0);
  }

  /** The length of the encoded frame with its LF, at most {@link Wire#MAX_FRAME}. */
  public int length() {
    return length;
  }

  /**
   * Writes the frame with its LF.
   *
   * @param at index of its first octet in {@code out}
   * @return index behind the LF
   * @throws IndexOutOfBoundsException if it does not fit before the limit; nothing is written then
   */
  public int encode(ByteBuffer out, int at) {
    Objects.checkFromIndexSize(at, length, out.limit());
    int end = at;
    if (registration) {
      end = putPilcrow(out, end);
      end = ShortCopies.copy(origin, out, end);
    } else {
      end = putAddress(out, end);
      end = putPilcrow(out, end);
    }
    end = ShortCopies.copy(body, bodyOffset, bodyOffset + bodyLength, out, end);
    out.put(end, Wire.LF);
    return end + 1;
  }

  public FrameKind kind() {
    if (registration) {
      return FrameKind.REGISTRATION;
    }
    return bodyLength == 0 ? FrameKind.DISCONNECT : FrameKind.DATA;
  }

  public byte[] origin() {
    return origin;
  }

  public byte @Nullable [] recipient() {
    return recipient;
  }

  public Part part() {
    return part;
  }

  /** From 1 to {@link Wire#MAX_PAYLOAD} for data, else 0. */
  public int payloadLength() {
    return registration ? 0 : bodyLength;
  }

  /** Stores references only when they change: see {@link IncomingFrame}. */
  @SuppressWarnings("ReferenceEquality")
  private OutgoingFrame set(
      boolean registration,
      byte[] origin,
      byte @Nullable [] recipient,
      Part part,
      ByteBuffer body,
      int bodyOffset,
      int bodyLength) {
    if (this.origin != origin) {
      this.origin = origin;
    }
    if (this.recipient != recipient) {
      this.recipient = recipient;
    }
    if (this.part != part) {
      this.part = part;
    }
    if (this.body != body) {
      this.body = body;
    }
    this.registration = registration;
    this.bodyOffset = bodyOffset;
    this.bodyLength = bodyLength;
    int recipientLength = recipient == null ? 0 : 1 + recipient.length;
    this.length =
        origin.length + recipientLength + part.length() + Wire.PILCROW_LENGTH + bodyLength + 1;
    return this;
  }

  private int putAddress(ByteBuffer out, int at) {
    int end = ShortCopies.copy(origin, out, at);
    if (recipient != null) {
      out.put(end, Wire.AT);
      end = ShortCopies.copy(recipient, out, end + 1);
    }
    for (int i = 0; i < part.length(); i++) {
      out.put(end++, (byte) part.text().charAt(i));
    }
    return end;
  }

  private static int putPilcrow(ByteBuffer out, int at) {
    out.put(at, Wire.PILCROW_0);
    out.put(at + 1, Wire.PILCROW_1);
    return at + Wire.PILCROW_LENGTH;
  }

  private static void requirePayloadLength(int length) {
    if (length < 1 || length > Wire.MAX_PAYLOAD) {
      throw new IllegalArgumentException("payload of " + length + " octets");
    }
  }

  private static void requireNameLength(byte[] name) {
    if (name.length < 1 || name.length > Wire.MAX_NAME) {
      throw new IllegalArgumentException("name of " + name.length + " octets");
    }
  }
}
