package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.protocol.hub.HubMode;
import io.aeron.Aeron;
import io.aeron.CommonContext;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Aeron over shared memory; the media driver lives in the hub's process. All who find nothing to do
 * back off, as Aeron's own default is: spinning would take the cores that are measured.
 */
final class AeronPeer implements JavaPeer {

  /** What the speaker and, in echo mode, all clients say to the hub. */
  static final int UPWARDS = 1;

  /** What the hub says to all; in echo mode it answers client n on this stream plus 1 + n. */
  static final int DOWNWARDS = 2;

  static final String CHANNEL = CommonContext.IPC_CHANNEL;

  @Override
  public String id() {
    return "aeron";
  }

  @Override
  public String title() {
    return "Aeron, shared memory";
  }

  @Override
  public @Nullable String unavailable(Work work) {
    return work instanceof Work.RoundTrip roundTrip && roundTrip.idle() > 0
        ? "a stream of megabytes for each idle client"
        : null;
  }

  @Override
  public PeerHub openHub(HubMode mode, Path directory) throws IOException {
    return AeronHub.open(mode, memory(directory));
  }

  @Override
  public Clients connect(HubMode mode, Path directory, int count)
      throws IOException, InterruptedException {
    return AeronClients.connect(mode, aeronAt(memory(directory)), count);
  }

  @Override
  public Speaker speak(Path directory, String ticket) throws IOException {
    Aeron aeron = aeronAt(memory(directory));
    return new AeronSpeaker(aeron.addExclusivePublication(CHANNEL, UPWARDS), new byte[0], aeron);
  }

  static IdleStrategy idleStrategy() {
    return new BackoffIdleStrategy();
  }

  /** A client of the driver that has its streams there. */
  static Aeron aeronAt(Path memory) {
    return Aeron.connect(
        new Aeron.Context().aeronDirectoryName(memory.toString()).idleStrategy(idleStrategy()));
  }

  /** Where the streams lie. */
  private static Path memory(Path directory) {
    return directory.resolve("aeron");
  }
}
