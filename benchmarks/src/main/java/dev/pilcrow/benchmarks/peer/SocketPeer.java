package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A peer over Unix-domain stream sockets. A connection begins with one octet that says what it is,
 * which the hub answers with the same octet once it counts:
 *
 * <pre>
 *   {@value #CLIENT}   receives what is spoken; in echo mode what it sends itself
 *   {@value #SPEAKER}   speaks to all clients
 * </pre>
 *
 * All that follows is frames.
 */
interface SocketPeer extends Peer {
  byte CLIENT = 'c';
  byte SPEAKER = 's';

  /** Room for what was read from a connection at once: more than a socket's buffer holds. */
  int BURST_OCTETS = 1 << 18;

  /** The hub's socket. */
  static UnixDomainSocketAddress address(Path directory) {
    return UnixDomainSocketAddress.of(directory.resolve("hub"));
  }

  @Override
  default @Nullable String unavailable(Work work) {
    return DescriptorLimit.unavailable(work);
  }

  @Override
  default Clients connect(HubMode mode, Path directory, int count) throws IOException {
    return SocketClients.connect(address(directory), count);
  }

  @Override
  default Speaker speak(Path directory, String ticket) throws IOException {
    return SocketSpeaker.open(address(directory), SPEAKER);
  }
}
