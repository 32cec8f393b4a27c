package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** What a decoder called its handler with, as a value. */
public sealed interface Decoded {

  /** A frame. */
  record Got(Frame frame) implements Decoded {}

  /**
   * A violation.
   *
   * @param octets the reported slice, a character for each octet
   */
  record Refused(Violation violation, String octets) implements Decoded {}

  static Decoded got(Frame frame) {
    return new Got(frame);
  }

  static Decoded refused(Violation violation, byte[] octets) {
    return new Refused(violation, new String(octets, ISO_8859_1));
  }
}
