package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client is told bye, the others that she has gone, and nobody is told both. */
class OwnGoodbyeTest {
  private static final String TOKEN = "0123456789abcdef";

  private final EffectRecorder recorder = new EffectRecorder();
  private final Hub hub =
      new Hub(HubConfig.of(HubMode.CHAT).withSlowPolicy(SlowPolicy.DISCONNECT), recorder);

  @BeforeEach
  void alice_is_here() {
    read("\n¶alice\n");
    hub.onPassEnd(0);
    hub.onOpened(0, alice(), HubMessages.ascii(TOKEN));
    recorder.take();
  }

  @Test
  void bye_is_the_last_thing_that_a_leaving_client_gets() {
    read(TOKEN + "¶\n");

    assertEquals(
        List.of(
            new Effect.Left("alice#0", Departure.DISCONNECT),
            new Effect.Direct("alice#0", "hub¶bye disconnect"),
            new Effect.Finish("alice#0"),
            new Effect.Everyone("alice¶")),
        recorder.take());
  }

  @Test
  void nothing_is_queued_for_a_client_whose_reader_has_gone() {
    hub.onGone(0, alice());

    assertEquals(cutOff(Departure.GONE), recorder.take());
  }

  @Test
  void nothing_more_is_queued_for_a_client_that_was_too_slow() {
    hub.onOverflow(0, alice());

    assertEquals(cutOff(Departure.SLOW), recorder.take());
  }

  private static List<Effect> cutOff(Departure why) {
    return List.of(
        new Effect.Left("alice#0", why),
        new Effect.Close("alice#0"),
        new Effect.Everyone("alice¶"));
  }

  private Session alice() {
    return hub.sessions().get(0);
  }

  private void read(String octets) {
    ByteBuffer in = ByteBuffer.wrap(octets.getBytes(UTF_8));
    new InboxDecoder(hub).decode(0, in, 0, in.limit(), true);
  }
}
