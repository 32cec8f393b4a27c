package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.peer.JavaPeer;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.peer.PeerHub;
import dev.pilcrow.benchmarks.peer.Peers;
import dev.pilcrow.benchmarks.work.Work;
import dev.pilcrow.protocol.hub.HubMode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One process of a run. What it says on stdout, and what it is told on stdin:
 *
 * <pre>
 *   hub PEER MODE DIR             says ready;                                ends with stdin
 *   speaker PEER DIR WORK TICKET  says ready; told go, then stop; says sent N; ends with stdin
 *   clients PEER DIR WORK PACE    says joined TICKET, measuring, measured; in a fan-out it is told
 *                                 expect N; says result NAME=FIGURE …
 * </pre>
 *
 * What goes wrong is one line, {@code failed WHY}, and exit code 1.
 */
public final class LoadMain {

  private LoadMain() {}

  public static void main(String[] args) {
    Control control = new Control();
    try {
      run(control, args);
      System.exit(0);
    } catch (IOException | RuntimeException | InterruptedException e) {
      e.printStackTrace();
      control.say("failed " + (e instanceof IOException ? e.getMessage() : e.toString()));
      System.exit(1);
    }
  }

  private static void run(Control control, String[] args) throws IOException, InterruptedException {
    Peer peer = Peers.named(args[1]);
    switch (args[0]) {
      case "hub" -> hub(control, (JavaPeer) peer, HubMode.valueOf(args[2]), Path.of(args[3]));
      case "speaker" ->
          Announcer.run(control, peer, Path.of(args[2]), Work.parse(args[3]), args[4]);
      case "clients" ->
          clients(control, peer, Path.of(args[2]), Work.parse(args[3]), Pace.parse(args[4]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void hub(Control control, JavaPeer peer, HubMode mode, Path directory)
      throws IOException {
    PeerHub hub = peer.openHub(mode, directory);
    Thread ending =
        new Thread(
            () -> {
              try {
                control.awaitEnd();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              hub.stop();
            },
            "ending");
    ending.setDaemon(true);
    ending.start();
    control.say("ready");
    hub.run();
  }

  private static void clients(Control control, Peer peer, Path directory, Work work, Pace pace)
      throws IOException, InterruptedException {
    if (work instanceof Work.RoundTrip roundTrip) {
      RoundTrips.run(control, peer, directory, roundTrip, pace);
    } else if (work instanceof Work.Echo echo) {
      Echoes.run(control, peer, directory, echo, pace);
    } else if (work instanceof Work.FanOut fanOut) {
      Subscribers.run(control, peer, directory, fanOut, pace);
    }
  }
}
