package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.peer.ZmqContext.Kind;
import dev.pilcrow.benchmarks.peer.ZmqContext.ZmqPoller;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A socket for each client; all are looked at in turn, and waited for when none had anything. */
final class ZmqClients implements Clients {
  private static final int MESSAGES_AT_ONCE = 64;
  private static final int PART_OCTETS = 1 << 16;
  private static final int JOIN_MILLIS = 30_000;
  private static final int POLL_MILLIS = 100;

  private final ZmqContext context;
  private final ZmqSocket[] sockets;
  private final ZmqPoller poller;
  private final NativeBuffer in = NativeBuffer.allocate(PART_OCTETS);
  private final ByteBuffer view = in.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);

  private ZmqClients(ZmqContext context, ZmqSocket[] sockets) throws IOException {
    this.context = context;
    this.sockets = sockets;
    this.poller = context.poller(sockets);
  }

  static ZmqClients connect(ZmqContext context, HubMode mode, Path directory, int count)
      throws IOException {
    ZmqSocket[] sockets = new ZmqSocket[count];
    for (int i = 0; i < count; i++) {
      sockets[i] = context.open(mode == HubMode.ECHO ? Kind.DEALER : Kind.SUB);
      String endpoint =
          mode == HubMode.ECHO ? ZmqPeer.upwards(directory) : ZmqPeer.downwards(directory);
      if (mode == HubMode.CHAT) {
        sockets[i].subscribe(ZmqHub.EVERYTHING);
      }
      sockets[i].connect(endpoint);
    }
    ZmqClients clients = new ZmqClients(context, sockets);
    if (mode == HubMode.CHAT) {
      clients.awaitSubscriptions();
    }
    return clients;
  }

  @Override
  public int arrivingPrefixLength() {
    return 0;
  }

  @Override
  public String ticket() {
    return "";
  }

  @Override
  public Speaker speaker(int client) {
    return new ZmqSpeaker(sockets[client], null);
  }

  @Override
  public void poll(int timeoutMillis, Arrivals arrivals) throws IOException {
    if (!receive(arrivals)) {
      poller.await(timeoutMillis);
      receive(arrivals);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  private boolean receive(Arrivals arrivals) throws IOException {
    boolean any = false;
    for (int client = 0; client < sockets.length; client++) {
      for (int i = 0; i < MESSAGES_AT_ONCE; i++) {
        int length = sockets[client].receive(in);
        if (length < 0) {
          break;
        }
        any = true;
        arrivals.onOctets(client, view, 0, length);
      }
    }
    return any;
  }

  /**
   * Tells the hub, as a topic, how many there are; it answers all of them with one empty message
   * once it knows so many subscriptions. Who has heard it will miss nothing.
   */
  private void awaitSubscriptions() throws IOException {
    sockets[0].subscribe(Integer.toString(sockets.length));
    int[] heard = {0};
    long deadline = System.nanoTime() + JOIN_MILLIS * 1_000_000L;
    while (heard[0] < sockets.length) {
      if (System.nanoTime() > deadline) {
        throw new IOException(heard[0] + " of " + sockets.length + " subscribers were answered");
      }
      poll(POLL_MILLIS, (client, octets, from, to) -> heard[0]++);
    }
  }
}
