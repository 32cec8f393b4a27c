package dev.pilcrow.benchmarks.peer;

import java.io.IOException;

/** A hub at work. */
public interface PeerHub {

  /** Serves until {@link #stop}, then closes everything. */
  void run() throws IOException;

  /** Ends {@link #run}. From any thread. */
  void stop();
}
