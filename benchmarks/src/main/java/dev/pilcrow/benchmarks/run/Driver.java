package dev.pilcrow.benchmarks.run;

import dev.pilcrow.benchmarks.load.Pace;
import dev.pilcrow.benchmarks.peer.Floor;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which program makes the load. */
public enum Driver {
  /** The one of this module, for all peers. */
  JAVA,

  /** {@code floor/drive.c}, which uses less of the machine, but knows hubs on FIFOs only. */
  C;

  /** Why it cannot make that load for that peer; null if it can. */
  @Nullable String unavailable(Peer peer, Work work) {
    if (this == C && !peer.isOnFifos()) {
      return "the driver in C speaks to FIFOs only";
    }
    if (this == C && !Floor.canCompile()) {
      return "no C compiler";
    }
    return peer.unavailable(work);
  }

  /** The command of the driver in C, which says the same words as the clients in Java. */
  static List<String> commandInC(Path directory, Work work, Pace pace) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Floor.compiled("drive").toString());
    command.add(directory.toString());
    command.add(work.kind());
    command.add(Integer.toString(work.payloadLength()));
    if (work instanceof Work.RoundTrip roundTrip) {
      command.add(Integer.toString(roundTrip.idle()));
    } else if (work instanceof Work.Echo echo) {
      command.add(Integer.toString(echo.clients()));
      command.add(Integer.toString(echo.window()));
    } else if (work instanceof Work.FanOut fanOut) {
      command.add(Integer.toString(fanOut.clients()));
      command.add(Integer.toString(fanOut.batch()));
    }
    command.add(Integer.toString(pace.warmUpMillis()));
    command.add(Integer.toString(pace.measuredMillis()));
    return command;
  }
}
