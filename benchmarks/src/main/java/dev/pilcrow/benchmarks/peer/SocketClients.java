package dev.pilcrow.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Clients under one selector. */
final class SocketClients implements Clients {
  private final SocketSpeaker[] speakers;
  private final Selector selector;
  private final ByteBuffer in =
      ByteBuffer.allocateDirect(SocketPeer.BURST_OCTETS).order(ByteOrder.LITTLE_ENDIAN);

  private SocketClients(int count) throws IOException {
    this.speakers = new SocketSpeaker[count];
    this.selector = Selector.open();
  }

  static SocketClients connect(UnixDomainSocketAddress address, int count) throws IOException {
    SocketClients clients = new SocketClients(count);
    for (int i = 0; i < count; i++) {
      SocketSpeaker speaker = SocketSpeaker.open(address, SocketPeer.CLIENT);
      speaker.channel().configureBlocking(false);
      speaker.channel().register(clients.selector, SelectionKey.OP_READ, i);
      clients.speakers[i] = speaker;
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
    return speakers[client];
  }

  @Override
  public void poll(int timeoutMillis, Arrivals arrivals) throws IOException {
    selector.select(timeoutMillis);
    for (SelectionKey key : selector.selectedKeys()) {
      int client = (Integer) key.attachment();
      int length = ((SocketChannel) key.channel()).read(in.clear());
      if (length < 0) {
        throw new IOException("the hub has closed the connection of client " + client);
      }
      arrivals.onOctets(client, in, 0, length);
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (SocketSpeaker speaker : speakers) {
      speaker.close();
    }
  }
}
