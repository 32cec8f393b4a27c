package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A classic client comes again under a path whose holder dies meanwhile. */
class ContestedPathTest {
  private final EffectRecorder recorder = new EffectRecorder();
  private final Hub hub = new Hub(HubConfig.of(HubMode.ECHO).withClassic(true), recorder);
  private final InboxDecoder inbox = new InboxDecoder(hub);

  @Test
  void a_contested_path_gets_another_public_name_if_its_own_has_gone_to_somebody_else() {
    read("¶/tmp/x");
    hub.onPassEnd(0);
    Session holder = hub.sessions().get(0);
    hub.onOpened(0, holder, HubMessages.ascii("0123456789abcdef"));
    read("¶/tmp/x");
    hub.onPassEnd(0);

    hub.onGone(0, holder);
    read("\n¶x\n");
    recorder.take();
    hub.onPassEnd(0);

    assertEquals(
        List.of(new Effect.Open("x#0", null), new Effect.Open("x-2#1", null)), recorder.take());
  }

  private void read(String octets) {
    ByteBuffer in = ByteBuffer.wrap(octets.getBytes(UTF_8));
    inbox.decode(0, in, 0, in.limit(), true);
  }
}
