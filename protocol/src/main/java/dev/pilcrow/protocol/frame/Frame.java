package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A frame as an immutable value, for tests, traces and whoever wants to keep one. Each value is a
 * frame that the wire can carry: the constructors refuse all else with an {@link
 * IllegalArgumentException}.
 */
public sealed interface Frame {

  /** A copy of a frame in a borrowed buffer. */
  static Frame copyOf(IncomingFrame frame) {
    return switch (frame.kind()) {
      case REGISTRATION ->
          new Registration(
              frame.origin(), copy(frame, frame.optionsOffset(), frame.optionsLength()));
      case DATA ->
          new Data(
              new Address(frame.origin(), frame.recipient(), frame.part()),
              copy(frame, frame.payloadOffset(), frame.payloadLength()));
      case DISCONNECT -> new Disconnect(frame.origin());
    };
  }

  private static byte[] copy(IncomingFrame frame, int offset, int length) {
    return Octets.copy(frame.buffer(), offset, offset + length);
  }

  /** Sets a reusable frame to this value. */
  OutgoingFrame setTo(OutgoingFrame frame);

  /** The octets on the wire, with LF. */
  default byte[] toBytes() {
    OutgoingFrame frame = setTo(new OutgoingFrame());
    byte[] bytes = new byte[frame.length()];
    frame.encode(ByteBuffer.wrap(bytes), 0);
    return bytes;
  }

  /**
   * What stands before the separator of a data frame.
   *
   * @param origin token (upwards) or sender (downwards)
   * @param recipient null if it is the mode's default
   */
  record Address(String origin, @Nullable String recipient, Part part) {
    public Address {
      requireName(origin);
      if (recipient != null) {
        requireName(recipient);
      }
      Objects.requireNonNull(part);
    }

    @Override
    public String toString() {
      return origin + (recipient == null ? "" : "@" + recipient) + part.text();
    }
  }

  /**
   * {@code ¶name}.
   *
   * @param options each with its {@code ¶} in front; empty in version 1
   */
  @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
  record Registration(String name, byte[] options) implements Frame {
    public Registration {
      options = options.clone();
      new OutgoingFrame().registration(Names.octets(requireName(name)), ByteBuffer.wrap(options));
    }

    /** Without options. */
    public Registration(String name) {
      this(name, new byte[0]);
    }

    @Override
    public byte[] options() {
      return options.clone();
    }

    @Override
    public OutgoingFrame setTo(OutgoingFrame frame) {
      return frame.registration(Names.octets(name), ByteBuffer.wrap(options));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Registration that
          && name.equals(that.name)
          && Arrays.equals(options, that.options);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(options);
    }

    @Override
    public String toString() {
      return "¶" + name + printable(options);
    }
  }

  /**
   * {@code address¶payload}.
   *
   * @param payload as escaped
   */
  @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
  record Data(Address address, byte[] payload) implements Frame {
    public Data {
      payload = payload.clone();
      data(new OutgoingFrame(), address, payload);
    }

    @Override
    public byte[] payload() {
      return payload.clone();
    }

    @Override
    public OutgoingFrame setTo(OutgoingFrame frame) {
      return data(frame, address, payload);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Data that
          && address.equals(that.address)
          && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
      return 31 * address.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
      return address + "¶" + printable(payload);
    }

    private static OutgoingFrame data(OutgoingFrame frame, Address address, byte[] payload) {
      byte[] recipient = address.recipient() == null ? null : Names.octets(address.recipient());
      return frame.data(
          Names.octets(address.origin()),
          recipient,
          address.part(),
          ByteBuffer.wrap(payload),
          0,
          payload.length);
    }
  }

  /** {@code origin¶}. */
  record Disconnect(String origin) implements Frame {
    public Disconnect {
      requireName(origin);
    }

    @Override
    public OutgoingFrame setTo(OutgoingFrame frame) {
      return frame.disconnect(Names.octets(origin));
    }

    @Override
    public String toString() {
      return origin + "¶";
    }
  }

  private static String requireName(String name) {
    if (!Names.isName(name)) {
      throw new IllegalArgumentException("not a name");
    }
    return name;
  }

  /**
   * Printable ASCII as it is, every other octet as {@code <xx>}; for people, not to be read back.
   */
  private static String printable(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    for (char c : new String(octets, ISO_8859_1).toCharArray()) {
      if (c >= ' ' && c <= '~') {
        text.append(c);
      } else {
        text.append(String.format("<%02x>", (int) c));
      }
    }
    return text.toString();
  }
}
