package dev.pilcrow.fifo.client;

import java.nio.ByteBuffer;

/**
 * Finds a text in a stream of octets that comes in pieces: each octet is looked at once, and none
 * is kept (Knuth, Morris, Pratt).
 */
final class EchoMatcher {
  private byte[] text = new byte[0];

  /** For each length matched, the longest shorter one that the same octets match as well. */
  private int[] shorter = new int[0];

  private int matched;

  /** Looks for a text of at least one octet from now on. */
  void expect(byte[] text) {
    this.text = text;
    shorter = new int[text.length];
    matched = 0;
    int length = 0;
    for (int i = 1; i < text.length; i++) {
      while (length > 0 && text[i] != text[length]) {
        length = shorter[length - 1];
      }
      if (text[i] == text[length]) {
        length++;
      }
      shorter[i] = length;
    }
  }

  /** Whether the text has come in full with the octets of {@code [from, to)}. */
  boolean isSeenIn(ByteBuffer in, int from, int to) {
    for (int i = from; i < to; i++) {
      while (matched > 0 && in.get(i) != text[matched]) {
        matched = shorter[matched - 1];
      }
      if (in.get(i) == text[matched]) {
        matched++;
      }
      if (matched == text.length) {
        return true;
      }
    }
    return false;
  }
}
