package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * Makes UTF-8 that comes in pieces, cut anywhere, safe for a terminal; newlines stay. The beginning
 * of a character waits for its rest.
 */
final class SafeStream {
  /** The longest beginning of a character in UTF-8. */
  private static final int MAX_BEGUN = 3;

  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] begun = new byte[0];

  /** What can be shown now. */
  String add(byte[] octets) {
    ByteBuffer in = ByteBuffer.allocate(begun.length + octets.length).put(begun).put(octets).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    decoder.decode(in, out, false);
    begun = new byte[Math.min(MAX_BEGUN, in.remaining())];
    in.get(begun);
    return escape(out.flip().toString());
  }

  private static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    int from = 0;
    for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', from)) {
      safe.append(SafeText.escape(text.substring(from, lf))).append('\n');
      from = lf + 1;
    }
    return safe.append(SafeText.escape(text.substring(from))).toString();
  }
}
