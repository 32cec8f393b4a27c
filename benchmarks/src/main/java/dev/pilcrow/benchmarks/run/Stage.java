package dev.pilcrow.benchmarks.run;

import dev.pilcrow.benchmarks.load.Pace;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.peer.TemporaryDirectory;
import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Sample;
import dev.pilcrow.benchmarks.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of one work with one peer: fresh processes in a fresh directory, and nothing is left.
 *
 * <pre>
 *   fan-out:       speaker ---> hub ---> clients        three processes
 *   echo, rtt:     hub <---> clients                    two
 * </pre>
 */
public final class Stage {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Time for what does not depend on the pace: a JVM's start, 10,000 registrations. */
  private static final int PATIENCE_SECONDS = 60;

  /** Time for what is queued to arrive: the slowest peer with a thousand subscribers needs it. */
  private static final int DRAIN_SECONDS = 180;

  private final List<String> java;
  private final Driver driver;
  private final Pace pace;

  /**
   * @param javaOptions for the processes in Java
   */
  public Stage(Driver driver, Pace pace, List<String> javaOptions) {
    this.driver = driver;
    this.pace = pace;
    this.java = JavaCommand.of(javaOptions);
  }

  /**
   * Runs it.
   *
   * @throws IOException if a frame was lost, doubled or out of order, or anything else went wrong
   */
  public Sample run(Peer peer, Work work) throws IOException, InterruptedException {
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      Path meeting =
          Files.createDirectory(
              directory.path().resolve("hub"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      List<String> command = peer.hubCommand(java, work.mode(), meeting);
      try (Child hub = new Child("hub", command, directory.path())) {
        hub.await("ready", PATIENCE_SECONDS);
        return driver == Driver.C
            ? loadedFromC(hub, directory, meeting, work)
            : loadedFromJava(hub, directory, meeting, peer, work);
      }
    }
  }

  /** Why that work cannot be run with that peer here; null if it can. */
  @Nullable String unavailable(Peer peer, Work work) {
    return driver.unavailable(peer, work);
  }

  private Sample loadedFromC(Child hub, TemporaryDirectory directory, Path meeting, Work work)
      throws IOException, InterruptedException {
    try (Child clients =
        new Child("drive", Driver.commandInC(meeting, work, pace), directory.path())) {
      clients.await("joined", PATIENCE_SECONDS);
      return sample(clients, watch(hub, clients));
    }
  }

  private Sample loadedFromJava(
      Child hub, TemporaryDirectory directory, Path meeting, Peer peer, Work work)
      throws IOException, InterruptedException {
    try (Child clients = child("clients", directory, peer, meeting, work.id(), pace.toArgument())) {
      String ticket = clients.await("joined", PATIENCE_SECONDS);
      return work instanceof Work.FanOut
          ? fanOut(hub, clients, child("speaker", directory, peer, meeting, work.id(), ticket))
          : sample(clients, watch(hub, clients));
    }
  }

  private Child child(
      String role, TemporaryDirectory directory, Peer peer, Path meeting, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of(role, peer.id(), meeting.toString()));
    command.addAll(List.of(more));
    return new Child(role, command, directory.path());
  }

  private Sample fanOut(Child hub, Child clients, Child speaker)
      throws IOException, InterruptedException {
    try (speaker) {
      speaker.await("ready", PATIENCE_SECONDS);
      speaker.say("go");
      HubUsage usage = watch(hub, clients);
      speaker.say("stop");
      clients.say("expect " + speaker.await("sent", DRAIN_SECONDS));
      return sample(clients, usage);
    }
  }

  /** What the hub used while it was measured. */
  private HubUsage watch(Child hub, Child clients) throws IOException, InterruptedException {
    int warmUpSeconds = pace.warmUpMillis() / 1_000 + PATIENCE_SECONDS;
    clients.await("measuring", warmUpSeconds);
    HubUsage before = HubUsage.of(hub.pid());
    clients.await("measured", pace.measuredMillis() / 1_000 + PATIENCE_SECONDS);
    HubUsage after = HubUsage.of(hub.pid());
    return new HubUsage(after.cpuNanos() - before.cpuNanos(), after.residentMebibytes());
  }

  private static Sample sample(Child clients, HubUsage usage)
      throws IOException, InterruptedException {
    double frames = 0;
    double nanos = 0;
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    for (String field : clients.await("result", DRAIN_SECONDS).split(" ", -1)) {
      String name = field.substring(0, field.indexOf('='));
      double figure = Double.parseDouble(field.substring(name.length() + 1));
      switch (name) {
        case "frames" -> frames = figure;
        case "nanos" -> nanos = figure;
        default -> figures.put(Metric.named(name), figure);
      }
    }
    figures.put(Metric.FRAMES_PER_SECOND, frames / nanos * NANOS_PER_SECOND);
    figures.put(Metric.HUB_CPU_NANOS, usage.cpuNanos() / frames);
    figures.put(Metric.HUB_RESIDENT_MEBIBYTES, usage.residentMebibytes());
    return new Sample(figures);
  }
}
