package dev.pilcrow.protocol.classic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One write into an inbox that serves classic clients, as its writer meant it. All texts are
 * octets: each character is one, so that a {@code ¶} stands as the two of {@link #PILCROW}.
 */
sealed interface WrittenFrame {
  /** The two octets of U+00B6. */
  String PILCROW = "\u00C2\u00B6";

  /** The octets, one character each. */
  String text();

  /** What a decoder that takes it as it was meant hands on. */
  String meaning();

  /** Where, in {@link #text}, the part begins that says itself where it ends; or -1. */
  int openFrom();

  record Registers(String path) implements WrittenFrame {
    @Override
    public String text() {
      return PILCROW + path;
    }

    @Override
    public String meaning() {
      return "registers " + path;
    }

    @Override
    public int openFrom() {
      return PILCROW.length() + 1;
    }
  }

  record Says(String path, String said) implements WrittenFrame {
    @Override
    public String text() {
      return path + PILCROW + said;
    }

    @Override
    public String meaning() {
      return path + " says " + said;
    }

    @Override
    public int openFrom() {
      return path.length() + PILCROW.length();
    }
  }

  record SaysGoodbye(String path) implements WrittenFrame {
    @Override
    public String text() {
      return path + PILCROW;
    }

    @Override
    public String meaning() {
      return path + " says goodbye";
    }

    @Override
    public int openFrom() {
      return text().length();
    }
  }

  /** A native frame, its LF included; {@code meaning} is the kind of frame and the line. */
  record Native(String kind, String line) implements WrittenFrame {
    @Override
    public String text() {
      return line + "\n";
    }

    @Override
    public String meaning() {
      return kind + " " + (line.startsWith("\n") ? line.substring(1) : line);
    }

    @Override
    public int openFrom() {
      return -1;
    }
  }

  /** A frame whose path or token nobody has registered. */
  record Stranger(String text) implements WrittenFrame {
    @Override
    public String meaning() {
      return "violation";
    }

    @Override
    public int openFrom() {
      return text.endsWith("\n") ? -1 : 1;
    }
  }

  /** The octets that one character each stand for. */
  static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
