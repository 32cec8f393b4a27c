package dev.pilcrow.benchmarks.load;

import dev.pilcrow.benchmarks.peer.Arrivals;
import dev.pilcrow.benchmarks.peer.Clients;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What all clients of a process have received, each held against its own {@link FrameCheck}. */
final class Reception implements Arrivals {
  private static final int POLL_MILLIS = 1_000;

  /** How long nothing may come before what is missing counts as lost. */
  static final long SILENCE_NANOS = 10_000_000_000L;

  private final FrameCheck[] checks;
  private long frames;

  Reception(int clients, int prefixLength, int payloadLength, Pace pace) {
    this.checks = new FrameCheck[clients];
    for (int i = 0; i < clients; i++) {
      checks[i] = new FrameCheck(prefixLength, payloadLength, pace.checkEvery());
    }
  }

  /** How many frames all clients together have received. */
  long frames() {
    return frames;
  }

  /** How many frames that client has received. */
  long frames(int client) {
    return checks[client].frames();
  }

  @Override
  public void onOctets(int client, ByteBuffer octets, int from, int to) throws IOException {
    FrameCheck check = checks[client];
    long before = check.frames();
    check.onOctets(octets, from, to);
    frames += check.frames() - before;
  }

  /**
   * Polls until at least one more frame has come.
   *
   * @param arrivals hands on what comes to {@link #onOctets}
   * @throws IOException if none comes
   */
  void awaitFrame(Clients clients, Arrivals arrivals) throws IOException {
    long before = frames;
    long began = System.nanoTime();
    while (frames == before) {
      clients.poll(POLL_MILLIS, arrivals);
      if (frames == before && System.nanoTime() - began > SILENCE_NANOS) {
        throw new IOException("lost: nothing came after " + before + " frames");
      }
    }
  }

  /**
   * Nothing more comes.
   *
   * @throws IOException if a client has received anything but frames 0 to {@code expected} − 1
   */
  void requireEach(long expected) throws IOException {
    for (int client = 0; client < checks.length; client++) {
      FrameCheck check = checks[client];
      if (check.frames() != expected || !check.endsWhole()) {
        throw new IOException(
            "client "
                + client
                + " received "
                + check.frames()
                + (check.endsWhole() ? "" : " and a half")
                + " of "
                + expected
                + " frames");
      }
    }
  }
}
