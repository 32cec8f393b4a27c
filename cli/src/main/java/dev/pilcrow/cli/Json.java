package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on one line, made field by field. What a terminal could take for a command is
 * written as an escape, which means the same to a parser.
 */
final class Json {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(96);

  private Json() {}

  /** An object whose first field says of what type it is. */
  static Json ofType(String type) {
    Json json = new Json();
    json.out.append('{');
    return json.put("type", type);
  }

  Json put(String name, String value) {
    name(name);
    string(value);
    return this;
  }

  Json put(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  Json put(String name, List<String> values) {
    name(name);
    char separator = '[';
    for (String value : values) {
      out.append(separator);
      string(value);
      separator = ',';
    }
    out.append(values.isEmpty() ? "[]" : "]");
    return this;
  }

  /** The field {@code text} if the octets are UTF-8, else the field {@code base64}. */
  Json putOctets(byte[] octets) {
    String text = utf8(octets);
    return text != null
        ? put("text", text)
        : put("base64", Base64.getEncoder().encodeToString(octets));
  }

  /** The line, with its end. */
  String line() {
    return out + "}\n";
  }

  private void name(String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    string(name);
    out.append(':');
  }

  private void string(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      default -> {
        // Beyond the first 65,536 characters each is a pair of surrogates, which is escaped if the
        // one that they mean is no safe one; pairs are rare enough to escape all.
        if (Character.isSurrogate(c) || !SafeText.isSafe(c)) {
          escape(c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 0xF));
    }
  }

  private static @Nullable String utf8(byte[] octets) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
