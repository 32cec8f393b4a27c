package dev.pilcrow.benchmarks.peer;

import java.util.List;

/** All peers, in the order of reports. */
public final class Peers {

  /** Ours comes first: what the others are compared with. */
  public static final List<Peer> ALL =
      List.of(
          new PilcrowPeer(),
          new FloorPeer(FloorPeer.FanOut.WRITE),
          new FloorPeer(FloorPeer.FanOut.TEE),
          new NioPeer(),
          new NettyPeer(),
          new ZmqPeer("jeromq", "JeroMQ, ipc", () -> null, JeromqContext::new),
          new ZmqPeer("libzmq", "libzmq, ipc", LibzmqContext::missing, LibzmqContext::new),
          new AeronPeer());

  private Peers() {}

  /**
   * The peer of that name.
   *
   * @throws IllegalArgumentException if there is none, with a text for the user
   */
  public static Peer named(String id) {
    return ALL.stream()
        .filter(peer -> peer.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such peer: "
                        + id
                        + " (there are "
                        + String.join(", ", ALL.stream().map(Peer::id).toList())
                        + ")"));
  }
}
