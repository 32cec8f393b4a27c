package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendQueueTest {
  private static final int FD = 3;
  private static final int ALL = Integer.MAX_VALUE;

  @RegisterExtension final RealKernel real = new RealKernel();

  private final BurstPool bursts = new BurstPool(64, 4);
  private final BurstPool chunks = new BurstPool(16, 4);
  private final SendQueue queue = new SendQueue(100, chunks);
  private final TakingKernel kernel = new TakingKernel();

  private Burst burst(String text) {
    Burst burst = bursts.acquire();
    burst.buffer().bytes().put(0, text.getBytes(StandardCharsets.UTF_8));
    return burst;
  }

  private void copy(String text) {
    NativeBuffer from = NativeBuffer.allocate(text.length());
    from.bytes().put(0, text.getBytes(StandardCharsets.UTF_8));
    queue.copy(from, 0, text.length());
  }

  @Test
  void slices_that_lie_together_are_written_by_one_call() {
    Burst burst = burst("one\ntwo\nthree\n");
    queue.share(burst, 0, 4);
    queue.share(burst, 4, 4);
    queue.share(burst, 8, 6);
    assertEquals(14, queue.flush(kernel.willAnswer(List.of(ALL)), FD));
    assertEquals(1, kernel.writes());
    assertEquals("one\ntwo\nthree\n", kernel.text());
  }

  @Test
  void copies_lie_together() {
    copy("one\n");
    copy("two\n");
    queue.flush(kernel.willAnswer(List.of(ALL)), FD);
    assertEquals(1, kernel.writes());
    assertEquals("one\ntwo\n", kernel.text());
  }

  @Test
  void slices_with_a_hole_between_them_are_written_one_after_the_other() {
    Burst burst = burst("one\nnot\ntwo\n");
    queue.share(burst, 0, 4);
    queue.share(burst, 8, 4);
    queue.flush(kernel.willAnswer(List.of(ALL, ALL)), FD);
    assertEquals(2, kernel.writes());
    assertEquals("one\ntwo\n", kernel.text());
  }

  @Test
  void a_write_that_was_cut_short_is_not_tried_again() {
    queue.share(burst("0123456789"), 0, 10);
    assertEquals(4, queue.flush(kernel.willAnswer(List.of(4, ALL)), FD));
    assertEquals(1, kernel.writes());
    assertEquals(6, queue.sizeOctets());
  }

  @Test
  void a_signal_is_no_reason_to_stop() {
    queue.share(burst("0123456789"), 0, 10);
    assertEquals(10, queue.flush(kernel.willAnswer(List.of(-Errno.EINTR, -Errno.EINTR, ALL)), FD));
  }

  @Test
  void a_full_descriptor_is_no_error() {
    queue.share(burst("0123456789"), 0, 10);
    assertEquals(0, queue.flush(kernel.willAnswer(List.of(-Errno.EAGAIN)), FD));
    assertFalse(queue.isEmpty());
  }

  @Test
  void a_reader_that_has_gone_is_told_and_the_queue_stays_for_its_owner_to_clear() {
    queue.share(burst("0123456789"), 0, 10);
    assertEquals(-Errno.EPIPE, queue.flush(kernel.willAnswer(List.of(-Errno.EPIPE)), FD));
    assertEquals(10, queue.sizeOctets());
    queue.clear();
    assertTrue(queue.isEmpty());
  }

  @Test
  void an_empty_queue_makes_no_call() {
    assertEquals(0, queue.flush(kernel, FD));
    assertEquals(0, kernel.writes());
  }

  @Test
  void a_record_begun_is_finished_and_the_others_dropped() {
    Burst burst = burst("first\nsecond\nthird\n");
    queue.share(burst, 0, 19);
    copy("fourth\n");
    queue.flush(kernel.willAnswer(List.of(8)), FD);
    assertEquals(2, queue.dropUnbegun(RecordEnd.LINE_FEED));
    assertEquals(5, queue.sizeOctets());
    copy("gap 2\n");
    queue.flush(kernel.willAnswer(List.of(ALL, ALL)), FD);
    assertEquals("first\nsecond\ngap 2\n", kernel.text());
  }

  @Test
  void between_two_records_everything_is_dropped() {
    queue.share(burst("first\nsecond\n"), 0, 13);
    queue.flush(kernel.willAnswer(List.of(6)), FD);
    assertEquals(1, queue.dropUnbegun(RecordEnd.LINE_FEED));
    assertTrue(queue.isEmpty());
  }

  @Test
  void nothing_begun_drops_everything() {
    queue.share(burst("first\nsecond\n"), 0, 13);
    assertEquals(2, queue.dropUnbegun(RecordEnd.LINE_FEED));
    assertTrue(queue.isEmpty());
    assertEquals(0, queue.dropUnbegun(RecordEnd.LINE_FEED));
  }

  @Test
  void a_slice_begun_is_finished_where_slices_are_the_records() {
    Burst burst = burst("raw one raw two ");
    queue.share(burst, 0, 8);
    queue.share(burst, 8, 8);
    queue.flush(kernel.willAnswer(List.of(2)), FD);
    assertEquals(1, queue.dropUnbegun(RecordEnd.SLICE));
    queue.flush(kernel.willAnswer(List.of(ALL)), FD);
    assertEquals("raw one ", kernel.text());
  }

  @Test
  void it_takes_exactly_its_capacity() {
    SendQueue small = new SendQueue(10, chunks);
    Burst burst = burst("0123456789x");
    small.share(burst, 0, 10);
    assertEquals(0, small.remainingOctets());
    assertThrows(IllegalStateException.class, () -> small.share(burst, 10, 1));
    assertThrows(IllegalStateException.class, () -> small.copy(burst.buffer(), 10, 1));
    assertEquals(10, small.sizeOctets());
  }

  @Test
  void a_copy_is_at_most_a_chunk() {
    NativeBuffer from = NativeBuffer.allocate(17);
    queue.copy(from, 0, 16);
    assertThrows(IllegalArgumentException.class, () -> queue.copy(from, 0, 17));
  }

  @Test
  void room_can_be_reserved_and_written_in_place() {
    copy("one\n");
    int at = queue.reserve(4);
    queue.reserved().put(at, "two\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(8, queue.sizeOctets());
    queue.flush(kernel.willAnswer(List.of(ALL)), FD);
    assertEquals("one\ntwo\n", kernel.text());
    assertEquals(1, kernel.writes(), "next to the copy before it");
  }

  @Test
  void room_is_reserved_within_a_chunk_and_within_the_capacity() {
    assertThrows(IllegalArgumentException.class, () -> queue.reserve(0));
    assertThrows(IllegalArgumentException.class, () -> queue.reserve(17));
    assertThrows(IllegalStateException.class, queue::reserved);
    SendQueue small = new SendQueue(10, chunks);
    assertThrows(IllegalStateException.class, () -> small.reserve(11));
    assertEquals(0, chunks.inUse());
  }

  @Test
  void a_range_outside_its_buffer_is_refused() {
    Burst burst = burst("");
    assertThrows(IndexOutOfBoundsException.class, () -> queue.share(burst, 60, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> queue.copy(burst.buffer(), -1, 1));
    queue.share(burst, 64, 0);
    queue.copy(burst.buffer(), 64, 0);
    assertTrue(queue.isEmpty());
    assertEquals(1, burst.references());
  }

  @Test
  void a_real_pipe_gets_all_of_it_as_fast_as_it_is_read() {
    int[] pipe = real.pipe();
    SendQueue large = new SendQueue(1 << 20, new BurstPool(8192, 4));
    BurstPool pool = new BurstPool(1 << 16, 4);
    int owed = 0;
    for (int i = 0; i < 8; i++) {
      Burst burst = pool.acquire();
      large.share(burst, 0, 60_001);
      burst.release();
      large.copy(real.buffer, 0, 4097);
      owed += 64_098;
    }
    int read = 0;
    while (read < owed) {
      int written = large.flush(real.kernel, pipe[1]);
      assertTrue(written > 0);
      int length;
      while ((length = real.read(pipe[0], 5000)) > 0) {
        read += length;
      }
      assertEquals(-Errno.EAGAIN, length);
    }
    assertTrue(large.isEmpty());
    assertEquals(0, pool.inUse());
  }
}
