package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.protocol.frame.Wire;
import dev.pilcrow.protocol.hub.HubMode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The hub of {@link NioHub} in Netty: one event loop; each burst is one buffer that all recipients
 * share; reading stops while a recipient is over its high-water mark.
 */
final class NettyHub implements PeerHub {
  private final HubMode mode;
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final List<Channel> clients = new ArrayList<>();
  private final List<Channel> talkers = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private int behind;

  private NettyHub(HubMode mode) {
    this.mode = mode;
  }

  static NettyHub open(HubMode mode, Path path) throws IOException {
    NettyHub hub = new NettyHub(mode);
    new ServerBootstrap()
        .group(hub.group)
        .channel(EpollServerDomainSocketChannel.class)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(SocketPeer.BURST_OCTETS))
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(hub.new Connection());
              }
            })
        .bind(new DomainSocketAddress(path.toFile()))
        .syncUninterruptibly();
    return hub;
  }

  @Override
  public void run() throws IOException {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  private void onBehind(int change) {
    boolean paused = behind > 0;
    behind += change;
    if (paused != behind > 0) {
      for (Channel talker : talkers) {
        talker.config().setAutoRead(paused);
      }
    }
  }

  /** A write that fails closes its channel, and whoever is owed the frames will say so. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void send(Channel to, ByteBuf frames) {
    to.writeAndFlush(frames, to.voidPromise());
  }

  private final class Connection extends ChannelInboundHandlerAdapter {
    private boolean greeted;
    private ByteBuf tail = Unpooled.EMPTY_BUFFER;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf octets = (ByteBuf) message;
      if (!greeted) {
        greet(context.channel(), octets);
        return;
      }
      ByteBuf all = tail.isReadable() ? Unpooled.wrappedBuffer(tail, octets) : octets;
      int length = all.readableBytes();
      int end = all.forEachByteDesc(octet -> octet != Wire.LF) + 1;
      tail = end == length ? Unpooled.EMPTY_BUFFER : all.copy(end, length - end);
      ByteBuf frames = all.slice(0, end);
      if (mode == HubMode.ECHO) {
        send(context.channel(), frames.retain());
      } else {
        for (Channel client : clients) {
          send(client, frames.retainedDuplicate());
        }
      }
      all.release();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      onBehind(context.channel().isWritable() ? -1 : 1);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      clients.remove(context.channel());
      talkers.remove(context.channel());
    }

    private void greet(Channel channel, ByteBuf word) {
      greeted = true;
      boolean isClient = word.getByte(0) == SocketPeer.CLIENT;
      if (isClient) {
        clients.add(channel);
      }
      if (!isClient || mode == HubMode.ECHO) {
        talkers.add(channel);
      }
      send(channel, word);
    }
  }
}
