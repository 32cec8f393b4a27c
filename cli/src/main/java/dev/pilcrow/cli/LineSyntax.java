package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a line of input means.
 *
 * <pre>
 *   "text"             a message to whom the hub's mode says: everyone, or in echo mode oneself
 *   "@NAME text"       a message to NAME alone
 *   "@everyone text"   a message to everyone
 *   "@@text"           the message "@text", as if it had no address
 *   "@hub who"         asks the hub who is there
 *   "@hub ping text"   asks the hub for an answer
 * </pre>
 *
 * <p>One blank divides an address from its text; all behind it is the text, further blanks too.
 * Where the recipient was chosen beforehand, or lines are raw, nothing in a line is an address.
 */
final class LineSyntax {
  private static final byte AT = Wire.AT;
  private static final byte BLANK = ' ';
  private static final int LONGEST_SHOWN = 24;

  private final boolean addresses;
  private final @Nullable String recipient;

  /**
   * @param addresses whether a line can begin with an address
   * @param recipient who gets a line without an address; null: whom the hub's mode says
   */
  LineSyntax(boolean addresses, @Nullable String recipient) {
    this.addresses = addresses;
    this.recipient = recipient;
  }

  /**
   * @param line from position to limit, without its LF; stays as it is
   */
  Line parse(ByteBuffer line) {
    int from = line.position();
    int to = line.limit();
    if (!addresses || from == to || line.get(from) != AT) {
      return new Line.Message(recipient, line);
    }
    if (from + 1 < to && line.get(from + 1) == AT) {
      return new Line.Message(recipient, behind(line, from + 1));
    }
    int end = Names.end(line, from + 1, to);
    if (end == from + 1 || (end < to && line.get(end) != BLANK)) {
      return new Line.Refused(
          "'"
              + start(line)
              + "' is no address: write '@NAME text', or '@@' for an '@' of the text");
    }
    String name = text(line, from + 1, end);
    if (end == to) {
      return new Line.Refused("nothing to say to " + name + ": write '@" + name + " text'");
    }
    return name.equals(Wire.HUB)
        ? command(text(line, end + 1, to))
        : new Line.Message(name, behind(line, end + 1));
  }

  private static Line command(String command) {
    if (command.equals("who")) {
      return new Line.Who();
    }
    if (command.equals("ping")) {
      return new Line.Ping("");
    }
    if (command.startsWith("ping ")) {
      return new Line.Ping(command.substring("ping ".length()));
    }
    return new Line.Refused("the hub understands '@hub who' and '@hub ping text' only");
  }

  private static ByteBuffer behind(ByteBuffer line, int from) {
    return line.duplicate().position(from);
  }

  private static String start(ByteBuffer line) {
    int to = Math.min(line.limit(), line.position() + LONGEST_SHOWN);
    return text(line, line.position(), to) + (to < line.limit() ? "…" : "");
  }

  private static String text(ByteBuffer line, int from, int to) {
    byte[] octets = new byte[to - from];
    line.get(from, octets);
    return new String(octets, UTF_8);
  }
}
