package dev.pilcrow.benchmarks.peer;

import dev.pilcrow.fifo.NativeBuffer;
import java.io.IOException;

/** A socket of ZeroMQ; closed with its context. */
interface ZmqSocket {
  void bind(String endpoint) throws IOException;

  void connect(String endpoint) throws IOException;

  /** Receives messages that begin with the topic; for {@code SUB} alone. */
  void subscribe(String topic) throws IOException;

  /**
   * Sends {@code octets[0, length)} as one part of a message; waits until it is queued.
   *
   * @param more whether another part follows
   */
  void send(NativeBuffer octets, int length, boolean more) throws IOException;

  /** The length of the next part of a message, or −1 if there is none; does not wait. */
  int receive(NativeBuffer into) throws IOException;
}
