package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogWriterTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00.0009Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void lines_come_out_in_order_with_the_time_in_front() {
    try (LogWriter log = new LogWriter(new PrintStream(written, false, UTF_8), NOON)) {
      log.line("joined alice");
      log.line("left alice");
    }

    assertEquals(
        List.of("2026-11-22T12:00:00Z joined alice", "2026-11-22T12:00:00Z left alice"), lines());
  }

  @Test
  void closing_writes_all_that_waits() {
    try (LogWriter log = new LogWriter(new PrintStream(written, false, UTF_8), NOON)) {
      for (int i = 0; i < LogWriter.MAX_WAITING; i++) {
        log.line("line " + i);
      }
    }

    assertEquals(LogWriter.MAX_WAITING, lines().size());
  }

  @Test
  void a_stream_that_nobody_reads_stops_nobody_and_costs_lines_beyond_the_bound()
      throws InterruptedException {
    Unread unread = new Unread();
    LogWriter log = new LogWriter(new PrintStream(unread, true, UTF_8), NOON);
    log.line("the thread hangs in this one");
    unread.reached.await();

    for (int i = 0; i < LogWriter.MAX_WAITING; i++) {
      assertTrue(log.hasRoom());
      log.line("line " + i);
    }
    assertEquals(0, log.dropped());
    log.line("one too many");
    assertEquals(1, log.dropped());
    assertFalse(log.hasRoom(), "counts what is not even made");
    assertEquals(2, log.dropped());

    log.close(); // gives up after a second
    unread.released.countDown();
  }

  private List<String> lines() {
    return written.toString(UTF_8).lines().toList();
  }

  /** Blocks whoever writes. */
  private static final class Unread extends OutputStream {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      reached.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
