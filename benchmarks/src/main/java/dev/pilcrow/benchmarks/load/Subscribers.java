package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.peer.Clients;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The process of all subscribers: receives until it has every frame that was spoken. */
final class Subscribers {
  private static final int POLL_MILLIS = 50;

  private final Control control;
  private final Clients clients;
  private final Reception reception;
  private final Phases phases;
  private final int count;
  private long expected = -1;

  private Subscribers(Control control, Clients clients, Work.FanOut work, Pace pace) {
    this.control = control;
    this.clients = clients;
    this.count = work.clients();
    this.reception =
        new Reception(count, clients.arrivingPrefixLength(), work.payloadLength(), pace);
    this.phases = new Phases(control, pace);
  }

  static void run(Control control, Peer peer, Path directory, Work.FanOut work, Pace pace)
      throws IOException, InterruptedException {
    try (Clients clients = peer.connect(work.mode(), directory, work.clients())) {
      control.say("joined " + clients.ticket());
      new Subscribers(control, clients, work, pace).receive();
    }
  }

  private void receive() throws IOException {
    long heard = System.nanoTime();
    while (expected < 0 || reception.frames() < expected * count) {
      long before = reception.frames();
      clients.poll(POLL_MILLIS, reception);
      if (reception.frames() != before) {
        heard = System.nanoTime();
        if (!phases.isStarted()) {
          phases.start();
        }
      } else if (phases.isStarted() && System.nanoTime() - heard > Reception.SILENCE_NANOS) {
        throw new IOException(
            "lost: " + reception.frames() + " of " + expected + " x " + count + " frames came");
      }
      phases.onTime(reception.frames());
      listen();
    }
    clients.poll(POLL_MILLIS, reception); // nothing may come any more
    reception.requireEach(expected);
    control.say("result " + phases.result());
  }

  private void listen() throws IOException {
    @Nullable String line = control.poll();
    if (line != null) {
      if (!line.startsWith("expect ")) {
        throw new IOException("told to " + line + " in the middle of a run");
      }
      expected = Long.parseLong(line.substring("expect ".length()));
    }
  }
}
