package dev.pilcrow.cli;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a line of input asks a client to do; {@link LineSyntax} finds out. */
sealed interface Line {
  /**
   * A message to be sent.
   *
   * @param recipient null: to whom the hub's mode says
   * @param text from position to limit, borrowed from the line
   */
  record Message(@Nullable String recipient, ByteBuffer text) implements Line {}

  /** The hub is to be asked who is there. */
  record Who() implements Line {}

  /** The hub is to be asked for an answer. */
  record Ping(String text) implements Line {}

  /** A line that means nothing; {@code reason} says what to write instead. */
  record Refused(String reason) implements Line {}
}
