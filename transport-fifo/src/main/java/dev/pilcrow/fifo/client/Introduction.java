package dev.pilcrow.fifo.client;

import dev.pilcrow.protocol.frame.MessageSplitter;
import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.HubMode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hub's welcome, taken apart: {@code TOKEN v=1 mode=chat frame=4096 payload=3840 epoch=…}.
 *
 * <p>Token, version and mode must be there; the limits default to the largest; fields that are not
 * known are passed over. Not a record, so that no text shows the token.
 */
final class Introduction {
  private static final String VERSION = "1";
  private static final int HEXADECIMAL = 16;

  final byte[] token;
  final Welcome welcome;

  /** The longest payload that fits in the hub's payloads and frames, and in ours. */
  final int maxPayload;

  private Introduction(byte[] token, Welcome welcome, int maxPayload) {
    this.token = token;
    this.welcome = welcome;
    this.maxPayload = maxPayload;
  }

  /**
   * Takes a welcome apart.
   *
   * @param text all that follows the word {@code welcome}
   * @return null if it cannot be understood
   */
  static @Nullable Introduction parse(String name, String text) {
    String[] words = text.split(" ", -1);
    Map<String, String> fields = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    HubMode mode = mode(fields.get("mode"));
    if (!isToken(words[0]) || !VERSION.equals(fields.get("v")) || mode == null) {
      return null;
    }
    try {
      int frame = limit(fields.get("frame"), Wire.MAX_FRAME);
      int payload = limit(fields.get("payload"), Wire.MAX_PAYLOAD);
      long epoch = Long.parseUnsignedLong(fields.getOrDefault("epoch", "0"), HEXADECIMAL);
      int overhead = Wire.MAX_ADDRESS + Wire.PILCROW_LENGTH + 1;
      int maxPayload = Math.min(payload, frame - overhead);
      return maxPayload < MessageSplitter.MIN_PAYLOAD
          ? null
          : new Introduction(
              Names.octets(words[0]), new Welcome(name, mode, frame, payload, epoch), maxPayload);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isToken(String word) {
    return word.length() == Wire.TOKEN_LENGTH && Names.isName(word);
  }

  private static @Nullable HubMode mode(@Nullable String word) {
    for (HubMode mode : HubMode.values()) {
      if (mode.text().equals(word)) {
        return mode;
      }
    }
    return null;
  }

  /** At most what this version knows: a hub that allows more gets no more. */
  private static int limit(@Nullable String number, int ours) {
    return number == null ? ours : Math.min(ours, Integer.parseInt(number));
  }
}
