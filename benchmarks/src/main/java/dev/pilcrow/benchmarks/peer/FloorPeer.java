package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A hub in bare C that speaks our protocol, without a check or a bound: what the kernel costs. */
final class FloorPeer implements FifoPeer {

  /** How a burst reaches its recipients. */
  enum FanOut {
    WRITE,
    TEE
  }

  private final FanOut fanOut;

  FloorPeer(FanOut fanOut) {
    this.fanOut = fanOut;
  }

  @Override
  public String id() {
    return "c-" + word();
  }

  @Override
  public String title() {
    return "C floor, " + word() + "(2)";
  }

  @Override
  public @Nullable String unavailable(Work work) {
    if (!Floor.canCompile()) {
      return "no C compiler";
    }
    if (fanOut == FanOut.TEE && work.mode() == HubMode.ECHO) {
      return "nothing to tee: an echo has one recipient";
    }
    return DescriptorLimit.unavailable(work);
  }

  @Override
  public List<String> hubCommand(List<String> java, HubMode mode, Path directory)
      throws IOException {
    return List.of(
        Floor.compiled("floor_hub").toString(), directory.toString(), mode.text(), word());
  }

  private String word() {
    return fanOut.name().toLowerCase(Locale.ROOT);
  }
}
