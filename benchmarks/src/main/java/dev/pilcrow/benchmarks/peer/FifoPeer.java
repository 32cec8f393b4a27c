package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Path;

/** A peer that speaks our protocol over FIFOs. */
interface FifoPeer extends Peer {

  @Override
  default boolean isOnFifos() {
    return true;
  }

  @Override
  default Clients connect(HubMode mode, Path directory, int count) throws IOException {
    return FifoClients.connect(directory, count);
  }

  @Override
  default Speaker speak(Path directory, String ticket) throws IOException {
    return FifoSpeaker.open(directory, ticket);
  }
}
