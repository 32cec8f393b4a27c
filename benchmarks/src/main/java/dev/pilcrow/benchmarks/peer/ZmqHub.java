package dev.pilcrow.benchmarks.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pilcrow.benchmarks.peer.ZmqContext.Kind;
import dev.pilcrow.benchmarks.peer.ZmqContext.ZmqPoller;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Forwards every message. Before that it awaits the subscribers: to {@link #EVERYTHING}, and once
 * to a topic that is their number; it answers all of them with an empty message, so that they know
 * that they will miss nothing.
 */
final class ZmqHub implements PeerHub {
  /** The topic of all messages. */
  static final String EVERYTHING = "";

  private static final int PART_OCTETS = 1 << 16;
  private static final int POLL_MILLIS = 100;

  private final ZmqContext context;
  private final HubMode mode;
  private final ZmqSocket in;
  private final ZmqSocket out;
  private final NativeBuffer part = NativeBuffer.allocate(PART_OCTETS);
  private final NativeBuffer sender = NativeBuffer.allocate(PART_OCTETS);
  private int subscribed;
  private int expected;
  private volatile boolean stopped;

  private ZmqHub(ZmqContext context, HubMode mode, ZmqSocket in, ZmqSocket out) {
    this.context = context;
    this.mode = mode;
    this.in = in;
    this.out = out;
  }

  static ZmqHub open(ZmqContext context, HubMode mode, Path directory) throws IOException {
    ZmqSocket in = context.open(mode == HubMode.ECHO ? Kind.ROUTER : Kind.PULL);
    in.bind(ZmqPeer.upwards(directory));
    ZmqSocket out = in;
    if (mode == HubMode.CHAT) {
      out = context.open(Kind.XPUB);
      out.bind(ZmqPeer.downwards(directory));
    }
    return new ZmqHub(context, mode, in, out);
  }

  @Override
  public void run() throws IOException {
    try (context) {
      ZmqPoller poller = mode == HubMode.ECHO ? context.poller(in) : context.poller(in, out);
      while (!stopped) {
        poller.await(POLL_MILLIS);
        if (mode == HubMode.ECHO) {
          echo();
        } else {
          publish();
        }
      }
    }
  }

  @Override
  public void stop() {
    stopped = true;
  }

  private void echo() throws IOException {
    for (int name = in.receive(sender); name >= 0 && !stopped; name = in.receive(sender)) {
      int length = in.receive(part);
      out.send(sender, name, true);
      out.send(part, length, false);
    }
  }

  private void publish() throws IOException {
    for (int length = out.receive(part); length >= 0; length = out.receive(part)) {
      onSubscription(length);
    }
    for (int length = in.receive(part); length >= 0 && !stopped; length = in.receive(part)) {
      out.send(part, length, false);
    }
  }

  /** A subscription is a 1 and the topic; a 0 and the topic end it. */
  private void onSubscription(int length) throws IOException {
    if (part.bytes().get(0) != 1) {
      return;
    }
    if (length == 1) {
      subscribed++;
    } else {
      byte[] topic = new byte[length - 1];
      part.bytes().get(1, topic);
      expected = Integer.parseInt(new String(topic, US_ASCII));
    }
    if (subscribed == expected) {
      out.send(part, 0, false);
    }
  }
}
