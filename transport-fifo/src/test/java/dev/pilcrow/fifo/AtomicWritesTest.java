package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Several writers, one FIFO: writes of up to PIPE_BUF octets are never torn nor mixed, and a reader
 * who was given less than it asked for has just read up to the end of somebody's write.
 */
class AtomicWritesTest {
  private static final int PIPE_BUF = 4096;
  private static final int WRITERS = 6;
  private static final int WRITES = 4_000;
  private static final int HEAD = 5;

  @RegisterExtension final RealKernel real = new RealKernel();

  /** A record: its writer's letter, four octets of length, then the letter again and again. */
  private static int fillRecord(NativeBuffer record, byte writer, int length) {
    record.bytes().put(0, writer);
    record.bytes().putInt(1, length);
    for (int i = HEAD; i < length; i++) {
      record.bytes().put(i, writer);
    }
    return length;
  }

  private Callable<Integer> writer(int fd, byte letter) {
    return () -> {
      SplittableRandom random = new SplittableRandom(letter);
      NativeBuffer record = NativeBuffer.allocate(PIPE_BUF);
      for (int i = 0; i < WRITES; i++) {
        int length = fillRecord(record, letter, random.nextInt(HEAD, PIPE_BUF + 1));
        assertEquals(length, real.kernel.write(fd, record, 0, length));
      }
      return WRITES;
    };
  }

  @Test
  void whole_records_arrive_and_a_short_read_ends_with_one() throws Exception {
    String path = real.fifo("inbox");
    int inbox = real.open(real.openAt(path, OpenFlags.O_RDONLY | OpenFlags.O_NONBLOCK));
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Integer> writeEnds = new ArrayList<>();
      List<Future<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) { // these block when the FIFO is full
        writeEnds.add(real.open(real.openAt(path, OpenFlags.O_WRONLY)));
        writers.add(threads.submit(writer(writeEnds.get(i), (byte) ('a' + i))));
      }
      assertEquals(WRITERS * WRITES, readRecords(inbox));
      for (Future<Integer> each : writers) {
        assertEquals(WRITES, each.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int readRecords(int inbox) {
    int capacity = 1 << 16;
    NativeBuffer in = NativeBuffer.allocate(2 * capacity);
    int records = 0;
    int have = 0;
    while (records < WRITERS * WRITES) {
      int length = real.kernel.read(inbox, in, have, capacity);
      if (length == -Errno.EAGAIN) {
        Thread.onSpinWait();
        continue;
      }
      assertTrue(length > 0);
      int end = have + length;
      int at = 0;
      while (end - at >= HEAD && end - at >= in.bytes().getInt(at + 1)) {
        at += checkRecord(in, at);
        records++;
      }
      have = end - at;
      if (length < capacity) {
        assertEquals(0, have, "octets of an unfinished record after the FIFO was read dry");
      }
      in.bytes().put(0, in.bytes(), at, have);
    }
    return records;
  }

  private static int checkRecord(NativeBuffer in, int at) {
    byte letter = in.bytes().get(at);
    int length = in.bytes().getInt(at + 1);
    assertTrue(length >= HEAD && length <= PIPE_BUF, "torn");
    for (int i = HEAD; i < length; i++) {
      if (in.bytes().get(at + i) != letter) {
        throw new AssertionError("mixed");
      }
    }
    return length;
  }
}
