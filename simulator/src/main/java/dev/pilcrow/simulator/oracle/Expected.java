package dev.pilcrow.simulator.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A frame that a client should read, or only how it begins where the rest is free text. */
final class Expected {
  private final byte[] octets;
  private final boolean open;

  private Expected(byte[] octets, boolean open) {
    this.octets = octets;
    this.open = open;
  }

  /** Exactly this; each character is one octet. */
  static Expected frame(String text) {
    return new Expected(text.getBytes(StandardCharsets.ISO_8859_1), false);
  }

  /** Something that begins so. */
  static Expected beginning(String text) {
    return new Expected(text.getBytes(StandardCharsets.ISO_8859_1), true);
  }

  boolean isMetBy(byte[] read, int from, int to) {
    int end = open ? Math.min(to, from + octets.length) : to;
    return Arrays.equals(octets, 0, octets.length, read, from, end);
  }

  @Override
  public String toString() {
    return Printed.frame(octets, 0, octets.length) + (open ? "..." : "");
  }
}
