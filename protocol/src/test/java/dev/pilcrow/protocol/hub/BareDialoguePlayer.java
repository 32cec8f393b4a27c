package dev.pilcrow.protocol.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import dev.pilcrow.protocol.frame.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Plays a bare {@link Dialogue} with a real {@link BareHub}. */
final class BareDialoguePlayer implements BareEffects {
  private final Dialogue dialogue;
  private final BareHub hub = new BareHub(this);
  private final Queue<byte[]> owed = new ArrayDeque<>();

  BareDialoguePlayer(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  void play() {
    for (Dialogue.Step step : dialogue.steps()) {
      if (step instanceof Dialogue.Wire wire) {
        speak(wire);
      } else if (step instanceof Dialogue.Event event) {
        happen(event.text());
      }
    }
    assertEquals(BareHub.State.ENDED, hub.state());
    assertNull(hub.failure());
  }

  private void speak(Dialogue.Wire wire) {
    if (wire.direction() == Dialogue.Direction.UP) {
      ByteBuffer in = ByteBuffer.wrap(wire.octets());
      hub.onOctets(0, in, 0, in.limit());
    } else {
      byte[] octets = owed.remove();
      assertEquals(
          Dialogue.show(wire),
          Dialogue.show(new Dialogue.Wire(wire.client(), wire.direction(), octets)));
    }
  }

  private void happen(String event) {
    switch (event) {
      case "opened" -> hub.onOpened(0);
      case "end of inbox" -> hub.onEndOfInput(0);
      case "eof lab" -> {
        assertEquals(0, owed.size(), "left over");
        hub.onDrained(0);
      }
      default -> fail("no event " + event);
    }
  }

  @Override
  public void open(byte[] path) {
    assertEquals(BareHub.State.OPENING, hub.state());
  }

  @Override
  public void echo(ByteBuffer octets, int from, int to) {
    owed.add(Octets.copy(octets, from, to));
  }

  @Override
  public void finish() {}
}
