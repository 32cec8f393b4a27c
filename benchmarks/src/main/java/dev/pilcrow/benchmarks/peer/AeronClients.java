package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.protocol.hub.HubMode;
import io.aeron.Aeron;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/** A subscription for each client, polled in turn; each message is copied, as a read(2) would. */
final class AeronClients implements Clients {
  private static final int FRAGMENTS = 64;
  private static final int MESSAGE_OCTETS = 1 << 14;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Aeron aeron;
  private final Subscription[] subscriptions;
  private final IdleStrategy idle = AeronPeer.idleStrategy();
  private final ByteBuffer copy =
      ByteBuffer.allocateDirect(MESSAGE_OCTETS).order(ByteOrder.LITTLE_ENDIAN);
  private final FragmentHandler handler =
      (octets, offset, length, header) -> hand(octets, offset, length);
  private Arrivals arrivals = (client, octets, from, to) -> {};
  private int polled;

  private AeronClients(Aeron aeron, HubMode mode, int count) {
    this.aeron = aeron;
    this.subscriptions = new Subscription[count];
    for (int i = 0; i < count; i++) {
      int stream = AeronPeer.DOWNWARDS + (mode == HubMode.ECHO ? 1 + i : 0);
      subscriptions[i] = aeron.addSubscription(AeronPeer.CHANNEL, stream);
    }
  }

  /** In echo mode the hub begins to answer with the first message. */
  static AeronClients connect(HubMode mode, Aeron aeron, int count)
      throws IOException, InterruptedException {
    AeronClients clients = new AeronClients(aeron, mode, count);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (int i = 0; mode == HubMode.CHAT && i < count; i++) {
      while (!clients.subscriptions[i].isConnected()) {
        if (System.nanoTime() > deadline) {
          throw new IOException("client " + i + " is not connected");
        }
        Thread.sleep(1);
      }
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
    return new AeronSpeaker(
        aeron.addExclusivePublication(AeronPeer.CHANNEL, AeronPeer.UPWARDS),
        AeronHub.number(client),
        null);
  }

  @Override
  public void poll(int timeoutMillis, Arrivals arrivals) throws IOException {
    this.arrivals = arrivals;
    long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
    try {
      int found = 0;
      do {
        for (polled = 0; polled < subscriptions.length; polled++) {
          found += subscriptions[polled].poll(handler, FRAGMENTS);
        }
        idle.idle(found);
      } while (found == 0 && System.nanoTime() < deadline);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    aeron.close();
  }

  private void hand(DirectBuffer octets, int offset, int length) {
    octets.getBytes(offset, copy, 0, length);
    try {
      arrivals.onOctets(polled, copy, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
