package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.frame.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A bare hub and what it has asked for. */
final class BareConversation implements BareEffects {
  static final String PATH = "/tmp/bare";

  final BareHub hub = new BareHub(this);
  final List<String> opens = new ArrayList<>();
  final ByteArrayOutputStream echoed = new ByteArrayOutputStream();
  int finishes;
  long nowNanos = Long.MAX_VALUE - 1_000_000_000L; // the clock wraps while it is being opened

  /** By the shortest way; PAUSING is OPENING between two tries. */
  static BareConversation in(String state) {
    BareConversation it = new BareConversation();
    if (state.equals("AWAITING_PATH")) {
      return it;
    }
    it.read(PATH.getBytes(UTF_8));
    switch (state) {
      case "OPENING" -> {}
      case "PAUSING" -> it.hub.onOpenFailed(it.nowNanos, OpenFailure.NO_READER);
      case "ENDED" -> it.hub.onShutdown(it.nowNanos);
      default -> {
        it.hub.onOpened(it.nowNanos);
        if (state.equals("FINISHING")) {
          it.hub.onEndOfInput(it.nowNanos);
        }
      }
    }
    return it;
  }

  void read(byte[] octets) {
    ByteBuffer in = ByteBuffer.allocate(octets.length + 2).put(1, octets);
    hub.onOctets(nowNanos, in, 1, 1 + octets.length);
  }

  @Override
  public void open(byte[] path) {
    opens.add(new String(path, UTF_8));
  }

  @Override
  public void echo(ByteBuffer octets, int from, int to) {
    echoed.writeBytes(Octets.copy(octets, from, to));
  }

  @Override
  public void finish() {
    finishes++;
  }
}
