package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar written down a second time, slowly: octets as characters, frames as lines, addresses
 * as regular expressions.
 */
final class ReferenceDecoder {

  private static final String PILCROW = new String("¶".getBytes(UTF_8), ISO_8859_1);
  private static final String NAME = "([A-Za-z0-9][A-Za-z0-9_.-]{0,63})";
  private static final Pattern REGISTRATION =
      Pattern.compile(PILCROW + NAME + "(|" + PILCROW + ".*)", Pattern.DOTALL);
  private static final Pattern ADDRESSED =
      Pattern.compile(
          NAME + "(?:@" + NAME + ")?(|\\+|\\+\\+|\\+\\.)" + PILCROW + "(.*)", Pattern.DOTALL);

  private ReferenceDecoder() {}

  /** What all these octets give when the pipe is not drained. */
  static List<Decoded> decode(byte[] octets) {
    List<Decoded> decoded = new ArrayList<>();
    String rest = new String(octets, ISO_8859_1);
    for (int lf = rest.indexOf('\n'); lf >= 0; lf = rest.indexOf('\n')) {
      if (lf > 0) {
        decoded.add(decodeLine(rest.substring(0, lf)));
      }
      rest = rest.substring(lf + 1);
    }
    if (rest.length() >= 4096) {
      decoded.add(tooLong(rest));
    }
    return decoded;
  }

  private static Decoded decodeLine(String line) {
    if (line.length() + 1 > 4096) {
      return tooLong(line);
    }
    if (line.startsWith(PILCROW)) {
      Matcher matcher = REGISTRATION.matcher(line);
      return matcher.matches()
          ? Decoded.got(new Frame.Registration(matcher.group(1), octets(matcher.group(2))))
          : new Decoded.Refused(Violation.BAD_NAME, line);
    }
    Matcher matcher = ADDRESSED.matcher(line);
    if (!matcher.matches()) {
      int separator = line.indexOf(PILCROW);
      return new Decoded.Refused(
          separator < 0 || separator > 131 ? Violation.NO_SEPARATOR : Violation.BAD_ADDRESS, line);
    }
    String origin = matcher.group(1);
    @Nullable String recipient = matcher.group(2);
    Part part = part(matcher.group(3));
    String payload = matcher.group(4);
    if (payload.isEmpty()) {
      return recipient == null && part == Part.WHOLE
          ? Decoded.got(new Frame.Disconnect(origin))
          : new Decoded.Refused(Violation.EMPTY_PAYLOAD, line);
    }
    if (payload.length() > 3840) {
      return new Decoded.Refused(Violation.TOO_LONG, line);
    }
    return Decoded.got(new Frame.Data(new Frame.Address(origin, recipient, part), octets(payload)));
  }

  private static Decoded tooLong(String text) {
    return new Decoded.Refused(Violation.TOO_LONG, text.substring(0, 4096));
  }

  private static Part part(String text) {
    for (Part part : Part.values()) {
      if (part.text().equals(text)) {
        return part;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
