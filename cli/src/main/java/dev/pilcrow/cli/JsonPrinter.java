package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.Welcome;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.HubMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For programs: one JSON object a line. The schema is in docs/cli.md; fields may be added to it.
 */
final class JsonPrinter implements Printer {
  /** The code of an error that was found here: a line of input cannot be sent. */
  static final String BAD_LINE = "bad-line";

  private final Output out;
  private String defaultRecipient = Wire.EVERYONE;

  JsonPrinter(Output out) {
    this.out = out;
  }

  @Override
  public void onWelcome(Welcome welcome) {
    if (welcome.mode() == HubMode.ECHO) {
      defaultRecipient = welcome.name();
    }
    put(
        Json.ofType("welcome")
            .put("name", welcome.name())
            .put("mode", welcome.mode().text())
            .put("payload", welcome.maxPayload())
            .put("epoch", HexFormat.of().toHexDigits(welcome.epoch())));
  }

  @Override
  public void onMessage(String sender, @Nullable String recipient, byte[] message) {
    put(
        Json.ofType("message")
            .put("from", sender)
            .put("to", recipient == null ? defaultRecipient : recipient)
            .putOctets(message));
  }

  @Override
  public void onJoined(String name) {
    put(Json.ofType("joined").put("name", name));
  }

  @Override
  public void onLeft(String name) {
    put(Json.ofType("left").put("name", name));
  }

  @Override
  public void onGap(long frames) {
    put(Json.ofType("gap").put("frames", frames));
  }

  @Override
  public void onError(String code, String text) {
    put(Json.ofType("error").put("code", code).put("text", text));
  }

  @Override
  public void onPong(String text) {
    put(Json.ofType("pong").put("text", text));
  }

  @Override
  public void onWho(List<String> names) {
    put(who(names));
  }

  @Override
  public void onRefusedLine(long number, String reason) {
    put(Json.ofType("error").put("code", BAD_LINE).put("text", reason).put("line", number));
  }

  @Override
  public void onEnd(CloseReason reason, String detail) {
    put(Json.ofType("bye").put("reason", word(reason)).put("text", detail));
  }

  static Json who(List<String> names) {
    return Json.ofType("who").put("names", names);
  }

  /** A reason as the schema has it. */
  static String word(CloseReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void put(Json object) {
    out.put(object.line().getBytes(UTF_8));
  }
}
