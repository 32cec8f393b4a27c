package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.fifo.NativeBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One connection; writes until all is taken, whether the channel blocks or not. */
final class SocketSpeaker implements Speaker {
  private static final byte[] NO_PREFIX = {};

  private final SocketChannel channel;

  private SocketSpeaker(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects and waits until the hub knows what for. */
  static SocketSpeaker open(UnixDomainSocketAddress address, byte kind) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    ByteBuffer word = ByteBuffer.allocate(1).put(kind).flip();
    channel.write(word);
    word.clear();
    if (channel.read(word) != 1 || word.get(0) != kind) {
      throw new IOException("the hub does not answer");
    }
    return new SocketSpeaker(channel);
  }

  SocketChannel channel() {
    return channel;
  }

  @Override
  public byte[] prefix() {
    return NO_PREFIX;
  }

  @Override
  public void send(NativeBuffer frames, int length) throws IOException {
    ByteBuffer octets = frames.bytes().duplicate().limit(length);
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
