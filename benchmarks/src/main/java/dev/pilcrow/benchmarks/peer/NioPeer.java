package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Path;

/** The JDK's Unix-domain sockets under a selector. */
final class NioPeer implements SocketPeer, JavaPeer {

  @Override
  public String id() {
    return "nio";
  }

  @Override
  public String title() {
    return "JDK NIO, Unix sockets";
  }

  @Override
  public PeerHub openHub(HubMode mode, Path directory) throws IOException {
    return NioHub.open(mode, SocketPeer.address(directory));
  }
}
