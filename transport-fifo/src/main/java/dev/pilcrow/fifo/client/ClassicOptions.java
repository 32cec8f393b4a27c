package dev.pilcrow.fifo.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pilcrow.protocol.frame.Names;

/**
 * Which server of the lab sheet's kind a {@link ClassicClient} connects to, and how.
 *
 * @param serverFifo the path of the server's FIFO
 * @param temporaryDirectory an absolute path; the client's FIFO lies in a fresh private directory
 *     in it, and its path goes over the wire
 * @param name of the client's FIFO: what a server that shows paths shows last
 * @param bare exercise 1, one client and raw octets; else exercises 2 and 3, frames
 * @param queueOctets how much text may wait to be written; past it {@link SendResult#NO_ROOM}
 * @param callNanos how long the server's FIFO may be without a reader
 * @param openNanos how long the server may take to open the client's FIFO
 * @param echoNanos how long the echo of a text is waited for before the next one is written
 * @param silenceNanos how long a leaving client waits while nothing at all comes
 */
public record ClassicOptions(
    String serverFifo,
    String temporaryDirectory,
    String name,
    boolean bare,
    int queueOctets,
    long callNanos,
    long openNanos,
    long echoNanos,
    long silenceNanos) {

  /** The longest frame: so much the lab sheet's servers read at once. */
  public static final int MAX_FRAME = 1000;

  /** The longest path of a temporary directory: it leaves each frame room for text. */
  public static final int MAX_DIRECTORY = 512;

  private static final long SECOND = 1_000_000_000L;

  /**
   * Exercises 2 and 3; queue 1 MiB, 2 s for the server to read, 5 s to open, 5 s to echo, 10 s of
   * silence.
   */
  public static ClassicOptions of(String serverFifo, String temporaryDirectory, String name) {
    return new ClassicOptions(
        serverFifo,
        temporaryDirectory,
        name,
        false,
        1 << 20,
        2 * SECOND,
        5 * SECOND,
        5 * SECOND,
        10 * SECOND);
  }

  /**
   * Checks what can be checked without the system.
   *
   * @throws IllegalArgumentException if the name is none, or a bound or the directory is not as
   *     described
   */
  public ClassicOptions {
    if (!Names.isName(name)) {
      throw new IllegalArgumentException("\"" + name + "\" is no name");
    }
    if (!temporaryDirectory.startsWith("/")
        || temporaryDirectory.indexOf('¶') >= 0
        || temporaryDirectory.indexOf('\n') >= 0
        || temporaryDirectory.getBytes(UTF_8).length > MAX_DIRECTORY) {
      throw new IllegalArgumentException(
          "\"" + temporaryDirectory + "\" cannot be part of a path that is sent to a server");
    }
    require(queueOctets >= MAX_FRAME, "queueOctets", queueOctets);
    require(callNanos > 0, "callNanos", callNanos);
    require(openNanos > 0, "openNanos", openNanos);
    require(echoNanos > 0, "echoNanos", echoNanos);
    require(silenceNanos > 0, "silenceNanos", silenceNanos);
  }

  private static void require(boolean holds, String what, long value) {
    if (!holds) {
      throw new IllegalArgumentException(what + " of " + value);
    }
  }

  /** The same for exercise 1. */
  public ClassicOptions asBare() {
    return new ClassicOptions(
        serverFifo,
        temporaryDirectory,
        name,
        true,
        queueOctets,
        callNanos,
        openNanos,
        echoNanos,
        silenceNanos);
  }

  /** The same with another queue. */
  public ClassicOptions withQueueOctets(int octets) {
    return new ClassicOptions(
        serverFifo,
        temporaryDirectory,
        name,
        bare,
        octets,
        callNanos,
        openNanos,
        echoNanos,
        silenceNanos);
  }
}
