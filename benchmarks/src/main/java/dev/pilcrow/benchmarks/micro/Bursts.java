package dev.pilcrow.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What one read of an inbox brings. */
final class Bursts {

  /** How many frames a burst holds. */
  static final int FRAMES = 256;

  /** The token of the client who speaks. */
  static final String TOKEN = "0123456789abcdef";

  private Bursts() {}

  /** The same data frame again and again. */
  static ByteBuffer of(String address, int payloadLength) {
    return ofText(address + "¶" + "x".repeat(payloadLength) + "\n");
  }

  /** The same octets again and again. */
  static ByteBuffer ofText(String frame) {
    byte[] octets = frame.repeat(FRAMES).getBytes(UTF_8);
    return ByteBuffer.allocateDirect(octets.length)
        .order(ByteOrder.nativeOrder())
        .put(octets)
        .flip();
  }
}
