package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.ProtocolDocument;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A worked dialogue of docs/protocol.md.
 *
 * <pre>
 *   hub --mode echo           what kind of hub it is
 *                             an empty line: the hub has read all that was written so far
 *   # …                       a remark
 *   alice   ↑  0a c2 b6 …     one write into the hub's inbox
 *   alice   ↓  61 6c 69 …     what alice can read
 *   * eof alice               an event
 * </pre>
 *
 * @param title the heading that it stands under
 * @param hub its first line
 */
record Dialogue(String title, String hub, List<Step> steps) {

  /** One thing that happens. */
  sealed interface Step {}

  /** Octets on the wire. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Wire(String client, Direction direction, byte[] octets) implements Step {}

  /** Which way they go. */
  enum Direction {
    UP,
    DOWN
  }

  /** A line with a star: its words. */
  record Event(String text) implements Step {}

  /** The hub reads what has been written. */
  record Read() implements Step {}

  private static final Pattern WIRE = Pattern.compile("(\\w+) +([↑↓])  (.*)");

  /** All dialogues of the document. */
  static List<Dialogue> all() {
    return ProtocolDocument.read().blocks("dialogue").stream().map(Dialogue::parse).toList();
  }

  @Override
  public String toString() {
    return title + ": " + hub;
  }

  private static Dialogue parse(ProtocolDocument.Block block) {
    List<Step> steps = new ArrayList<>();
    List<String> lines = block.lines();
    int at = 1;
    while (at < lines.size()) {
      String line = lines.get(at++);
      Matcher matcher = WIRE.matcher(line);
      if (line.isEmpty()) {
        steps.add(new Read());
      } else if (line.startsWith("* ")) {
        steps.add(new Event(line.substring(2)));
      } else if (matcher.matches()) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(DialogueText.octets(matcher.group(3)));
        while (at < lines.size() && lines.get(at).startsWith(" ")) {
          octets.writeBytes(DialogueText.octets(lines.get(at++).strip()));
        }
        Direction direction = matcher.group(2).equals("↑") ? Direction.UP : Direction.DOWN;
        steps.add(new Wire(matcher.group(1), direction, octets.toByteArray()));
      } else if (!line.startsWith("#")) {
        throw new AssertionError("no line of a dialogue: " + line);
      }
    }
    return new Dialogue(block.heading(), lines.get(0), steps);
  }

  /** The lines of a block as they stand in the document, of those that are octets. */
  static List<String> wireLines(ProtocolDocument.Block block) {
    return block.lines().stream().filter(line -> line.endsWith("|")).toList();
  }

  /** How the document shows octets of that client. */
  static List<String> show(Wire wire) {
    List<String> lines = new ArrayList<>();
    String arrow = wire.direction() == Direction.UP ? "↑" : "↓";
    String head = "%-7s %s  ".formatted(wire.client(), arrow);
    for (String line : DialogueText.show(wire.octets())) {
      lines.add((lines.isEmpty() ? head : " ".repeat(head.length())) + line);
    }
    return lines;
  }

  /** What a client reads next, from a place in the dialogue on; null if nothing. */
  byte @Nullable [] nextRead(String client, int fromStep) {
    for (Step step : steps.subList(fromStep, steps.size())) {
      if (step instanceof Wire wire
          && wire.direction() == Direction.DOWN
          && wire.client().equals(client)) {
        return wire.octets();
      }
    }
    return null;
  }
}
