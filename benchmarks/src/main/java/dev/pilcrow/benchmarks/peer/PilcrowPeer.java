package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.hub.HubListener;
import dev.pilcrow.fifo.hub.HubOptions;
import dev.pilcrow.fifo.hub.HubServer;
import dev.pilcrow.protocol.hub.HubConfig;
import dev.pilcrow.protocol.hub.HubMode;
import dev.pilcrow.protocol.hub.SlowPolicy;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Our hub: lossless, without presence, otherwise as it comes. */
final class PilcrowPeer implements FifoPeer, JavaPeer {

  @Override
  public String id() {
    return "pilcrow";
  }

  @Override
  public String title() {
    return "Pilcrow";
  }

  @Override
  public @Nullable String unavailable(Work work) {
    return DescriptorLimit.unavailable(work);
  }

  @Override
  public PeerHub openHub(HubMode mode, Path directory) throws IOException {
    Kernel kernel = new NativeKernel();
    HubConfig config = HubConfig.of(mode).withPresence(false).withSlowPolicy(SlowPolicy.WAIT);
    HubServer server =
        HubServer.open(
            kernel,
            new EventLoop(Poller.open(kernel)),
            HubOptions.of(directory.toString(), config),
            HubListener.NONE);
    return new PeerHub() {
      @Override
      public void run() throws IOException {
        server.run();
      }

      @Override
      public void stop() {
        server.stop();
      }
    };
  }
}
