package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hub over sockets as a good engineer would write it: one thread, one selector; all whole frames
 * of what one read has brought go to each recipient with one write. What a recipient does not take
 * at once waits, and nothing more is read until all have taken theirs, so that nothing is lost.
 */
final class NioHub implements PeerHub {
  private static final int BACKLOG = 128;

  private final HubMode mode;
  private final Selector selector;
  private final ServerSocketChannel server;
  private final List<Connection> clients = new ArrayList<>();
  private final List<Connection> talkers = new ArrayList<>();
  private int behind;
  private volatile boolean stopped;

  private NioHub(HubMode mode, Selector selector, ServerSocketChannel server) {
    this.mode = mode;
    this.selector = selector;
    this.server = server;
  }

  static NioHub open(HubMode mode, UnixDomainSocketAddress address) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(address, BACKLOG);
    server.configureBlocking(false);
    Selector selector = Selector.open();
    server.register(selector, SelectionKey.OP_ACCEPT);
    return new NioHub(mode, selector, server);
  }

  @Override
  public void run() throws IOException {
    while (!stopped) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.attachment() instanceof Connection connection) {
          connection.onReady();
        } else {
          accept();
        }
      }
      selector.selectedKeys().clear();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  @Override
  public void stop() {
    stopped = true;
    selector.wakeup();
  }

  private void accept() throws IOException {
    @Nullable SocketChannel channel = server.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      new Connection(channel);
    }
  }

  /** Nothing more is read as long as a client is owed something. */
  private void onBehind(int change) {
    boolean paused = behind > 0;
    behind += change;
    if (paused != behind > 0) {
      for (Connection talker : talkers) {
        talker.want(SelectionKey.OP_READ, paused);
      }
    }
  }

  private final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private boolean greeted;

    /** What has been read and not forwarded; the rest of a burst that is owed. */
    private ByteBuffer in = ByteBuffer.allocate(1);

    private ByteBuffer owed = ByteBuffer.allocate(0);

    Connection(SocketChannel channel) throws IOException {
      this.channel = channel;
      this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void onReady() throws IOException {
      if (key.isWritable() && owed.hasRemaining()) {
        channel.write(owed);
        if (!owed.hasRemaining()) {
          want(SelectionKey.OP_WRITE, false);
          onBehind(-1);
        }
      }
      if (key.isReadable() && behind == 0) {
        read();
      }
    }

    void want(int operation, boolean wanted) {
      if (key.isValid()) {
        key.interestOps(wanted ? key.interestOps() | operation : key.interestOps() & ~operation);
      }
    }

    private void read() throws IOException {
      if (channel.read(in) < 0) {
        clients.remove(this);
        talkers.remove(this);
        channel.close();
      } else if (greeted) {
        forward();
      } else {
        greet();
      }
    }

    private void greet() throws IOException {
      greeted = true;
      boolean isClient = in.get(0) == SocketPeer.CLIENT;
      if (isClient) {
        clients.add(this);
      }
      channel.write(in.flip());
      in.clear();
      if (!isClient || mode == HubMode.ECHO) {
        talkers.add(this);
        in = ByteBuffer.allocateDirect(SocketPeer.BURST_OCTETS);
      }
    }

    /** A frame that has not wholly arrived stays in front of what is read next. */
    private void forward() throws IOException {
      int read = in.position();
      int end = read;
      while (end > 0 && in.get(end - 1) != Wire.LF) {
        end--;
      }
      if (mode == HubMode.ECHO) {
        send(in.position(0).limit(end));
      } else {
        for (Connection client : clients) {
          client.send(in.position(0).limit(end));
        }
      }
      in.limit(read).position(end);
      in.compact();
    }

    private void send(ByteBuffer frames) throws IOException {
      channel.write(frames);
      if (frames.hasRemaining()) {
        if (owed.capacity() == 0) {
          owed = ByteBuffer.allocateDirect(SocketPeer.BURST_OCTETS);
        }
        owed.clear().put(frames).flip();
        want(SelectionKey.OP_WRITE, true);
        onBehind(1);
      }
    }
  }
}
