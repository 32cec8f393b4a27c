package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.protocol.hub.HubMode;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Netty's epoll transport over Unix-domain sockets; its clients are those of {@link NioPeer}. */
final class NettyPeer implements SocketPeer, JavaPeer {

  @Override
  public String id() {
    return "netty";
  }

  @Override
  public String title() {
    return "Netty epoll, Unix sockets";
  }

  @Override
  public @Nullable String unavailable(Work work) {
    return Epoll.isAvailable()
        ? SocketPeer.super.unavailable(work)
        : "Netty has no native library for this machine";
  }

  @Override
  public PeerHub openHub(HubMode mode, Path directory) throws IOException {
    return NettyHub.open(mode, SocketPeer.address(directory).getPath());
  }
}
