package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A peer whose hub is written in Java. */
public interface JavaPeer extends Peer {

  /** Makes the hub; when this returns clients can come. Called in the hub's process. */
  PeerHub openHub(HubMode mode, Path directory) throws IOException;

  @Override
  default List<String> hubCommand(List<String> java, HubMode mode, Path directory) {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("hub", id(), mode.name(), directory.toString()));
    return command;
  }
}
