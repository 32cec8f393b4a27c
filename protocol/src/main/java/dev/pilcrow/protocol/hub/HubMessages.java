package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.OutgoingFrame;
import dev.pilcrow.protocol.frame.Part;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The frames that the hub says in its own name, {@code hub¶…}. All texts are ASCII without LF and
 * backslash, so nothing needs escaping. One scratch frame serves all: each call overwrites what the
 * one before returned.
 */
final class HubMessages {
  static final byte[] HUB = ascii(Wire.HUB);
  private static final byte[] PONG = ascii("pong");

  private final OutgoingFrame frame = new OutgoingFrame();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(Wire.MAX_PAYLOAD);

  /** What every welcome says behind the token. */
  private final String options;

  HubMessages(HubConfig config) {
    this.options =
        " v=1 mode=%s frame=%d payload=%d epoch=%016x"
            .formatted(config.mode().text(), Wire.MAX_FRAME, Wire.MAX_PAYLOAD, config.epoch());
  }

  OutgoingFrame welcome(byte[] token) {
    return whole("welcome " + new String(token, StandardCharsets.US_ASCII) + options);
  }

  OutgoingFrame error(ErrorCode code, String text) {
    return whole("error " + code.text() + ' ' + text);
  }

  OutgoingFrame gap(long frames) {
    return whole("gap " + frames);
  }

  OutgoingFrame bye(String reason) {
    return whole("bye " + reason);
  }

  /** The answer to a ping: its payload, a {@code ping…}, with another verb of the same length. */
  OutgoingFrame pong(ByteBuffer payload, int offset, int length) {
    scratch.put(0, PONG);
    scratch.put(PONG.length, payload, offset + PONG.length, length - PONG.length);
    return frame.data(HUB, null, Part.WHOLE, scratch, 0, length);
  }

  /** Tells how many octets of payload the list takes. */
  static int whoLength(List<String> names) {
    int length = "who".length();
    for (String name : names) {
      length += 1 + name.length();
    }
    return length;
  }

  /** The list in as many parts as it needs; {@code sink} is called with each frame in turn. */
  void who(List<String> names, FrameSink sink) {
    StringBuilder text = new StringBuilder("who");
    for (String name : names) {
      text.append(' ').append(name);
    }
    byte[] octets = ascii(text.toString());
    for (int at = 0; at < octets.length; at += Wire.MAX_PAYLOAD) {
      int length = Math.min(Wire.MAX_PAYLOAD, octets.length - at);
      scratch.put(0, octets, at, length);
      boolean first = at == 0;
      boolean last = at + length == octets.length;
      sink.accept(frame.data(HUB, null, Part.of(first, last), scratch, 0, length));
    }
  }

  /** Takes one frame; borrowed until it returns. */
  interface FrameSink {
    void accept(OutgoingFrame frame);
  }

  private OutgoingFrame whole(String text) {
    byte[] octets = ascii(text);
    scratch.put(0, octets);
    return frame.data(HUB, null, Part.WHOLE, scratch, 0, octets.length);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
