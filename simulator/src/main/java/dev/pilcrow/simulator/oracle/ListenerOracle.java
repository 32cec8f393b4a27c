package dev.pilcrow.simulator.oracle;

import dev.pilcrow.fifo.client.ClientListener;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.fifo.client.Welcome;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client's listener is told is what its FIFO held: every message whole, unescaped, once, in
 * its place, and nothing that was incomplete when a gap or a goodbye came. Frames are taken apart
 * and put together here once more, naively, from docs/protocol.md. And a message is what its
 * author's client was given to send, octet by octet.
 */
public final class ListenerOracle implements Oracle {
  /** A listener was told what nobody had said, or not told what it should have been. */
  public static final class Misheard extends PromiseBroken {
    private static final long serialVersionUID = 1;

    Misheard(String message) {
      super(message);
    }
  }

  /** More messages than this at once a client does not keep: which it drops is not looked at. */
  private static final int MOST_OPEN = 64;

  private static final String PILCROW = "\u00c2\u00b6";
  private static final String HUB = "hub";

  private final Sayings sayings;
  private final Map<String, Ear> ears = new HashMap<>();

  /** Of messages, by the numbers that they begin with; 0 where it is not known. */
  private int[] hashes = new int[1024];

  /**
   * @param sayings knows messages by the tags that they begin with
   */
  public ListenerOracle(Sayings sayings) {
    this.sayings = sayings;
  }

  /**
   * A client is given something to send.
   *
   * @param tag of {@link Sayings}
   * @param message begins with it
   */
  public void said(byte[] tag, byte[] message) {
    int number = sayings.numberAt(tag, 0, tag.length);
    while (number >= hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    }
    hashes[number] = Arrays.hashCode(message);
  }

  private boolean isAsSaid(byte[] message) {
    int number = sayings.numberAt(message, 0, message.length);
    int hash = number >= 0 && number < hashes.length ? hashes[number] : 0;
    return hash == 0 || hash == Arrays.hashCode(message);
  }

  /**
   * The listener of a process's client; each process has one at most.
   *
   * @param process its name
   */
  public ClientListener of(String process) {
    return ears.computeIfAbsent(process, Ear::new);
  }

  @Override
  public void onFrame(Mailbox box, byte[] octets, int from, int to) {
    Ear ear = ears.get(box.owner());
    if (ear != null) {
      ear.trusted &= !box.isSpent();
      ear.box = box;
      ear.reads(Printed.latin(octets, from, to));
    }
  }

  @Override
  public void atRest() {
    for (Ear ear : ears.values()) {
      if (ear.box != null && !ear.box.isReaderGone()) { // who was killed is told nothing more
        ear.requireAllTold();
      }
    }
  }

  /** Texts are ISO 8859-1: a character is an octet. */
  private final class Ear implements ClientListener {
    private final String process;
    private final Deque<String> untold = new ArrayDeque<>();
    private final Map<String, String> open = new LinkedHashMap<>();
    private @Nullable Mailbox box;
    private boolean welcomed;
    private boolean closed;

    /** Whether it is known what it should hear. */
    private boolean trusted = true;

    Ear(String process) {
      this.process = process;
    }

    // ---- what its FIFO holds ----

    void reads(String frame) {
      if (!trusted || closed) {
        return;
      }
      int mark = frame.indexOf(PILCROW);
      String payload = frame.substring(mark + PILCROW.length());
      if (mark == 0) {
        untold.add(payload + " joined");
      } else if (payload.isEmpty()) {
        String name = frame.substring(0, mark);
        open.keySet().removeIf(key -> key.equals(name) || key.startsWith(name + '@'));
        untold.add(name + " left");
      } else {
        part(frame.substring(0, mark), Escaping.unescaped(payload));
      }
    }

    private void part(String address, String text) {
      int plus = address.indexOf('+');
      String from = plus < 0 ? address : address.substring(0, plus);
      switch (plus < 0 ? "" : address.substring(plus)) {
        case "+" -> {
          open.put(from, text);
          trusted = open.size() <= MOST_OPEN;
        }
        case "++" -> open.computeIfPresent(from, (key, before) -> before + text);
        case "+." -> {
          String before = open.remove(from);
          if (before != null) {
            message(from, before + text);
          }
        }
        default -> message(from, text);
      }
    }

    private void message(String from, String text) {
      if (from.equals(HUB)) {
        hubSays(text);
      } else {
        untold.add(from + ": " + text);
      }
    }

    private void hubSays(String text) {
      String word = text.contains(" ") ? text.substring(0, text.indexOf(' ')) : text;
      switch (word) {
        case "welcome" -> {
          welcomed = true;
          untold.add("welcome");
        }
        case "gap" -> {
          open.clear();
          untold.add(text);
        }
        case "error" -> {
          if (welcomed) { // before, it ends the client or makes it try again
            untold.add(text);
          }
        }
        case "bye" -> {}
        default -> untold.add(text);
      }
    }

    // ---- what it is told ----

    @Override
    public void onWelcome(Welcome welcome) {
      told("welcome");
    }

    @Override
    public void onMessage(String sender, @Nullable String recipient, byte[] message) {
      if (!isAsSaid(message)) {
        throw new Misheard(
            "%s's listener was told %s, and %s's client was given something else to send"
                .formatted(process, Printed.frame(message, 0, message.length), sender));
      }
      String from = recipient == null ? sender : sender + '@' + recipient;
      told(from + ": " + Printed.latin(message, 0, message.length));
    }

    @Override
    public void onJoined(String name) {
      told(name + " joined");
    }

    @Override
    public void onLeft(String name) {
      told(name + " left");
    }

    @Override
    public void onGap(long frames) {
      told("gap " + frames);
    }

    @Override
    public void onError(String code, String text) {
      told("error " + code + ' ' + text);
    }

    @Override
    public void onPong(String text) {
      told(text.isEmpty() ? "pong" : "pong " + text);
    }

    @Override
    public void onWho(List<String> names) {
      told(names.isEmpty() ? "who" : "who " + String.join(" ", names));
    }

    @Override
    public void onClosed(CloseReason reason, String detail) {
      requireAllTold();
      closed = true;
    }

    private void told(String what) {
      if (!trusted) {
        return;
      }
      String expected = untold.poll();
      if (!what.equals(expected)) {
        throw new Misheard(
            "%s's listener was told %s, and its FIFO held %s"
                .formatted(process, shown(what), expected == null ? "nothing" : shown(expected)));
      }
    }

    void requireAllTold() {
      String next = untold.peek();
      if (trusted && !closed && next != null) {
        throw new Misheard("%s's listener has not been told %s".formatted(process, shown(next)));
      }
    }

    private String shown(String text) {
      byte[] octets = Printed.octets(text);
      return Printed.frame(octets, 0, octets.length);
    }
  }
}
