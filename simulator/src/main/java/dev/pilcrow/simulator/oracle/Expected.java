package dev.pilcrow.simulator.oracle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A frame that a client should read, or only how it begins where the rest is free text. Each
 * character of its texts is one octet.
 */
final class Expected {
  private static final String PILCROW = "\u00c2\u00b6";
  private static final byte[] NOTHING = {};

  private final String sender;
  private final String mark;
  private final byte[] payload;
  private final boolean open;

  /** Made when they are asked for; of a text by all who should hear it. */
  private byte @Nullable [] octets;

  private Expected(String sender, String mark, byte[] payload, boolean open) {
    this.sender = sender;
    this.mark = mark;
    this.payload = payload;
    this.open = open;
  }

  /** Exactly this. */
  static Expected frame(String text) {
    return new Expected(text, "", NOTHING, false);
  }

  /** Something that begins so. */
  static Expected beginning(String text) {
    return new Expected(text, "", NOTHING, true);
  }

  /** What somebody says, in a frame whose address goes on with a recipient and a part's mark. */
  static Expected said(String sender, String recipient, String part, byte[] payload) {
    String mark = recipient.isEmpty() && part.isEmpty() ? PILCROW : recipient + part + PILCROW;
    return new Expected(sender, mark, payload, false);
  }

  /** All of it, or as far as it is known; not to be changed. */
  byte[] octets() {
    byte[] known = octets;
    if (known == null) {
      byte[] address = Printed.octets(sender + mark);
      known = Arrays.copyOf(address, address.length + payload.length);
      System.arraycopy(payload, 0, known, address.length, payload.length);
      octets = known;
    }
    return known;
  }

  boolean isMetBy(byte[] read, int from, int to) {
    int afterSender = from + sender.length();
    int afterMark = afterSender + mark.length();
    int end = open ? Math.min(to, afterMark) : to;
    return afterMark <= end
        && Printed.isText(sender, read, from)
        && Printed.isText(mark, read, afterSender)
        && Arrays.equals(payload, 0, payload.length, read, afterMark, end);
  }

  @Override
  public String toString() {
    byte[] octets = octets();
    return Printed.frame(octets, 0, octets.length) + (open ? "..." : "");
  }
}
