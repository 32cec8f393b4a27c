package dev.pilcrow.cli;

import dev.pilcrow.protocol.frame.Wire;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * For programs that know what to expect: each message's octets as they are and an LF, nothing else.
 */
final class RawPrinter implements Printer {
  private final Console console;

  RawPrinter(Console console) {
    this.console = console;
  }

  @Override
  public void onMessage(String sender, @Nullable String recipient, byte[] message) {
    byte[] line = Arrays.copyOf(message, message.length + 1);
    line[message.length] = Wire.LF;
    console.out().put(line);
  }

  @Override
  public void onGap(long frames) {
    console.complain(TextPrinter.gap(frames));
  }

  @Override
  public void onError(String code, String text) {
    console.complain(text.isEmpty() ? code : text);
  }

  @Override
  public void onRefusedLine(long number, String reason) {
    console.complain("line " + number + ": " + reason);
  }
}
