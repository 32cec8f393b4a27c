package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.fifo.client.Welcome;
import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.HubMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For people. One line an event, safe for a terminal:
 *
 * <pre>
 *   alice: hello                  to whom the hub's mode says: everyone
 *   alice -&gt; you: hello           to this client alone
 *   alice -&gt; everyone: hello      to everyone, where that is not the mode's default
 *   hello                         in echo mode, what this client said itself
 *   * alice has joined            everything else
 * </pre>
 */
final class TextPrinter implements Printer {
  private final Console console;
  private final boolean greets;
  private String self = "";
  private boolean echo;

  /**
   * @param greets whether the welcome is shown: to a person at a terminal
   */
  TextPrinter(Console console, boolean greets) {
    this.console = console;
    this.greets = greets;
  }

  @Override
  public void onWelcome(Welcome welcome) {
    self = welcome.name();
    echo = welcome.mode() == HubMode.ECHO;
    if (greets) {
      note(
          "you are "
              + self
              + "; '@name text' speaks to one alone, '@hub who' lists all, ^D leaves");
    }
  }

  @Override
  public void onMessage(String sender, @Nullable String recipient, byte[] message) {
    String text = SafeText.escape(new String(message, UTF_8));
    if (recipient == null) {
      line(echo ? text : sender + ": " + text);
    } else {
      line(sender + " -> " + (recipient.equals(self) ? "you" : Wire.EVERYONE) + ": " + text);
    }
  }

  @Override
  public void onJoined(String name) {
    note(name + " has joined");
  }

  @Override
  public void onLeft(String name) {
    note(name + " has left");
  }

  @Override
  public void onGap(long frames) {
    note(gap(frames));
  }

  @Override
  public void onError(String code, String text) {
    console.complain(text.isEmpty() ? code : text);
  }

  @Override
  public void onPong(String text) {
    note(SafeText.escape(text.isEmpty() ? "pong" : "pong " + text));
  }

  @Override
  public void onWho(List<String> names) {
    note("here: " + SafeText.escape(String.join(" ", names)));
  }

  @Override
  public void onRefusedLine(long number, String reason) {
    console.complain("line " + number + ": " + reason);
  }

  /** What is said of frames that the hub dropped. */
  static String gap(long frames) {
    return frames + (frames == 1 ? " frame is" : " frames are") + " missing here: read too slowly";
  }

  private void note(String text) {
    line("* " + text);
  }

  private void line(String text) {
    console.out().put((text + '\n').getBytes(UTF_8));
  }
}
