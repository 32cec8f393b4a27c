package dev.pilcrow.benchmarks.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pilcrow.protocol.hub.HubMode;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * Forwards every message. One to be echoed begins with the number of its client, which an Aeron
 * stream does not tell:
 *
 * <pre>
 *   | 00012 | payload LF |
 * </pre>
 */
final class AeronHub implements PeerHub {
  static final int NUMBER_LENGTH = 5;

  /** Large enough that every write is one message in one piece. */
  private static final int MTU_OCTETS = 16 * 1024;

  /** A third of a stream's memory; in echo mode there are two streams for each client. */
  private static final int TERM_OCTETS = 1 << 22;

  private static final int ECHO_TERM_OCTETS = 1 << 18;
  private static final int FRAGMENTS = 256;

  private final MediaDriver driver;
  private final Aeron aeron;
  private final Subscription upwards;
  private final FragmentHandler handler;
  private final IdleStrategy idle = AeronPeer.idleStrategy();
  private final Map<String, ExclusivePublication> answers = new HashMap<>();
  private volatile boolean stopped;

  private AeronHub(HubMode mode, MediaDriver driver, Aeron aeron) {
    this.driver = driver;
    this.aeron = aeron;
    this.upwards = aeron.addSubscription(AeronPeer.CHANNEL, AeronPeer.UPWARDS);
    if (mode == HubMode.ECHO) {
      this.handler = (octets, offset, length, header) -> answer(octets, offset, length);
    } else {
      ExclusivePublication everyone =
          aeron.addExclusivePublication(AeronPeer.CHANNEL, AeronPeer.DOWNWARDS);
      this.handler = (octets, offset, length, header) -> send(everyone, octets, offset, length);
    }
  }

  static AeronHub open(HubMode mode, Path memory) {
    MediaDriver driver =
        MediaDriver.launch(
            new MediaDriver.Context()
                .aeronDirectoryName(memory.toString())
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(AeronPeer.idleStrategy())
                .ipcMtuLength(MTU_OCTETS)
                .ipcTermBufferLength(mode == HubMode.ECHO ? ECHO_TERM_OCTETS : TERM_OCTETS));
    return new AeronHub(mode, driver, AeronPeer.aeronAt(memory));
  }

  @Override
  public void run() throws IOException {
    try (driver;
        aeron) {
      while (!stopped) {
        idle.idle(upwards.poll(handler, FRAGMENTS));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void stop() {
    stopped = true;
  }

  private void answer(DirectBuffer octets, int offset, int length) {
    String number = octets.getStringWithoutLengthAscii(offset, NUMBER_LENGTH);
    ExclusivePublication publication =
        answers.computeIfAbsent(
            number,
            key ->
                aeron.addExclusivePublication(
                    AeronPeer.CHANNEL, AeronPeer.DOWNWARDS + 1 + Integer.parseInt(key)));
    send(publication, octets, offset + NUMBER_LENGTH, length - NUMBER_LENGTH);
  }

  private void send(ExclusivePublication to, DirectBuffer octets, int offset, int length) {
    try {
      AeronSpeaker.offer(to, octets, offset, length, idle);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a client's number stands in front of what it sends. */
  static byte[] number(int client) {
    return String.format("%0" + NUMBER_LENGTH + "d", client).getBytes(US_ASCII);
  }
}
