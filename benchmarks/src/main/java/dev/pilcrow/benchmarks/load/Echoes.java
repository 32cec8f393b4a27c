package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.peer.Arrivals;
import dev.pilcrow.benchmarks.peer.Clients;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.peer.Speaker;
import dev.pilcrow.benchmarks.work.Work;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The process of clients that keep some frames under way each, every frame in a write of its own.
 */
final class Echoes {
  private final Clients clients;
  private final Speaker[] speakers;
  private final Batch[] batches;
  private final long[] sent;
  private final Reception reception;
  private final Phases phases;

  private Echoes(Control control, Clients clients, Work.Echo work, Pace pace) {
    this.clients = clients;
    this.speakers = new Speaker[work.clients()];
    this.batches = new Batch[work.clients()];
    for (int i = 0; i < speakers.length; i++) {
      speakers[i] = clients.speaker(i);
      batches[i] = new Batch(speakers[i].prefix(), 1, work.payloadLength());
    }
    this.sent = new long[work.clients()];
    this.reception =
        new Reception(work.clients(), clients.arrivingPrefixLength(), work.payloadLength(), pace);
    this.phases = new Phases(control, pace);
  }

  static void run(Control control, Peer peer, Path directory, Work.Echo work, Pace pace)
      throws IOException, InterruptedException {
    try (Clients clients = peer.connect(work.mode(), directory, work.clients())) {
      control.say("joined");
      Echoes echoes = new Echoes(control, clients, work, pace);
      echoes.exchange(work.window());
      control.say("result " + echoes.phases.result());
    }
  }

  private void exchange(int window) throws IOException {
    Arrivals answer = this::answer;
    phases.start();
    for (int client = 0; client < speakers.length; client++) {
      for (int i = 0; i < window; i++) {
        send(client);
      }
    }
    while (!phases.isMeasured()) {
      reception.awaitFrame(clients, answer);
      phases.onTime(reception.frames());
    }
    long total = 0;
    for (long frames : sent) {
      total += frames;
    }
    while (reception.frames() < total) {
      reception.awaitFrame(clients, reception);
    }
    for (int client = 0; client < speakers.length; client++) {
      if (reception.frames(client) != sent[client]) {
        throw new IOException(
            "client "
                + client
                + " sent "
                + sent[client]
                + " frames and got back "
                + reception.frames(client));
      }
    }
  }

  /** Each frame that comes back makes room for another one. */
  private void answer(int client, ByteBuffer octets, int from, int to) throws IOException {
    long before = reception.frames(client);
    reception.onOctets(client, octets, from, to);
    for (long i = reception.frames(client) - before; i > 0; i--) {
      send(client);
    }
  }

  private void send(int client) throws IOException {
    Batch batch = batches[client];
    batch.stamp(sent[client]++);
    speakers[client].send(batch.octets(), batch.length());
  }
}
