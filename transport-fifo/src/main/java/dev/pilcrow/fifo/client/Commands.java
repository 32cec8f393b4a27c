package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.frame.Escapes;
import java.nio.ByteBuffer;

/** What is said to the hub itself. Each command is one whole frame. */
final class Commands {
  private Commands() {}

  static byte[] who() {
    return "who".getBytes(UTF_8);
  }

  /**
   * @throws IllegalArgumentException if it does not fit in a payload
   */
  static byte[] ping(String text, int maxPayload) {
    byte[] command = (text.isEmpty() ? "ping" : "ping " + text).getBytes(UTF_8);
    if (Escapes.escapedLength(ByteBuffer.wrap(command), 0, command.length) > maxPayload) {
      throw new IllegalArgumentException("a ping of " + command.length + " octets is too long");
    }
    return command;
  }
}
