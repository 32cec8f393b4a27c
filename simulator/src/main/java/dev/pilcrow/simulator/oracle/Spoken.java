package dev.pilcrow.simulator.oracle;

import org.jspecify.annotations.Nullable;

/**
 * A data frame taken apart:
 *
 * <pre>
 *   address [@recipient] [+ | ++ | +.] ¶ payload
 * </pre>
 *
 * <p>Whoever says goodbye says nothing: then the payload is empty.
 *
 * @param address a name by its grammar; of a frame that the hub understands the sender's token
 * @param part how a part of a long message is marked; empty for a whole one
 * @param payloadFrom where the payload begins
 */
record Spoken(String address, @Nullable String recipient, String part, int payloadFrom) {
  private static final int MAX_NAME = 64;

  /** Takes a frame apart; null if it breaks the grammar. */
  static @Nullable Spoken read(byte[] frame, int from, int to) {
    int at = nameEnd(frame, from, to);
    if (!isNameLength(at - from)) {
      return null;
    }
    String address = Printed.latin(frame, from, at);
    String recipient = null;
    if (at < to && frame[at] == '@') {
      int end = nameEnd(frame, at + 1, to);
      if (!isNameLength(end - at - 1)) {
        return null;
      }
      recipient = Printed.latin(frame, at + 1, end);
      at = end;
    }
    int partEnd = partEnd(frame, at, to);
    if (!isPilcrow(frame, partEnd, to)) {
      return null;
    }
    String part = partEnd == at ? "" : Printed.latin(frame, at, partEnd);
    return new Spoken(address, recipient, part, partEnd + 2);
  }

  /** The name that a registration asks for; null if the frame is none. */
  static @Nullable String registration(byte[] frame, int from, int to) {
    if (!isPilcrow(frame, from, to)) {
      return null;
    }
    int end = nameEnd(frame, from + 2, to);
    boolean ends = end == to || isPilcrow(frame, end, to);
    return ends && isNameLength(end - from - 2) ? Printed.latin(frame, from + 2, end) : null;
  }

  /** Where the name ends that begins there, however long; {@code from} if none does. */
  static int nameEnd(byte[] frame, int from, int to) {
    int at = from;
    while (at < to && (isAlphanumeric(frame[at]) || (at > from && isInnerMark(frame[at])))) {
      at++;
    }
    return at;
  }

  private static int partEnd(byte[] frame, int from, int to) {
    int at = from;
    if (at < to && frame[at] == '+') {
      at++;
      if (at < to && (frame[at] == '+' || frame[at] == '.')) {
        at++;
      }
    }
    return at;
  }

  static boolean isNameLength(int length) {
    return length >= 1 && length <= MAX_NAME;
  }

  private static boolean isPilcrow(byte[] frame, int at, int to) {
    return at + 1 < to && frame[at] == (byte) 0xC2 && frame[at + 1] == (byte) 0xB6;
  }

  private static boolean isAlphanumeric(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= '0' && octet <= '9')
        || (octet >= 'A' && octet <= 'Z');
  }

  private static boolean isInnerMark(byte octet) {
    return octet == '_' || octet == '-' || octet == '.';
  }
}
