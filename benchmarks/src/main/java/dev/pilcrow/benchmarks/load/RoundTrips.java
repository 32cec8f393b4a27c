package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.peer.Clients;
import dev.pilcrow.benchmarks.peer.Peer;
import dev.pilcrow.benchmarks.peer.Speaker;
import dev.pilcrow.benchmarks.work.Metric;
import dev.pilcrow.benchmarks.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The process of a client that sends a frame and waits for it to come back. The next one is sent
 * only then: what is measured is how long one takes, not how long one would wait behind others.
 */
final class RoundTrips {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MICRO = 1_000;

  private static final Map<Metric, Double> PERCENTILES = new LinkedHashMap<>();

  static {
    PERCENTILES.put(Metric.P50_MICROS, 50.0);
    PERCENTILES.put(Metric.P90_MICROS, 90.0);
    PERCENTILES.put(Metric.P99_MICROS, 99.0);
    PERCENTILES.put(Metric.P999_MICROS, 99.9);
    PERCENTILES.put(Metric.P9999_MICROS, 99.99);
  }

  private RoundTrips() {}

  static void run(Control control, Peer peer, Path directory, Work.RoundTrip work, Pace pace)
      throws IOException, InterruptedException {
    try (Clients clients = peer.connect(work.mode(), directory, work.clients())) {
      control.say("joined");
      Reception reception =
          new Reception(work.clients(), clients.arrivingPrefixLength(), work.payloadLength(), pace);
      Phases phases = new Phases(control, pace);
      Histogram nanos = measure(clients, reception, phases, work.payloadLength());
      control.say("result " + phases.result() + figures(nanos));
    }
  }

  private static Histogram measure(
      Clients clients, Reception reception, Phases phases, int payloadLength) throws IOException {
    Speaker speaker = clients.speaker(0);
    Batch batch = new Batch(speaker.prefix(), 1, payloadLength);
    Histogram nanos = new Histogram(DIGITS);
    phases.start();
    for (long number = 0; !phases.isMeasured(); number++) {
      long began = System.nanoTime();
      batch.stamp(number);
      speaker.send(batch.octets(), batch.length());
      reception.awaitFrame(clients, reception);
      if (phases.isMeasuring()) {
        nanos.recordValue(System.nanoTime() - began);
      }
      phases.onTime(reception.frames());
    }
    return nanos;
  }

  private static String figures(Histogram nanos) {
    StringBuilder text = new StringBuilder();
    PERCENTILES.forEach(
        (metric, percentile) ->
            append(text, metric, nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO));
    append(text, Metric.MEAN_MICROS, nanos.getMean() / NANOS_PER_MICRO);
    return text.toString();
  }

  private static void append(StringBuilder text, Metric metric, double figure) {
    text.append(' ').append(metric.id()).append('=').append(figure);
  }
}
