package dev.pilcrow.simulator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.fifo.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots: what a pipe takes, and what tee and splice make of it. The same on both kernels. */
abstract class PipeFacts {
  abstract Lab lab();

  @ParameterizedTest
  @CsvSource({
    "1, 65536",
    "64, 65536",
    "100, 64000",
    "1366, 43712",
    "2049, 32784",
    "3000, 48000",
    "4096, 65536",
    "4097, 45066"
  })
  void a_default_pipe_is_sixteen_slots_not_so_many_octets(int length, int accepted) {
    assertEquals(accepted, lab().fill(lab().pipe()[1], length));
  }

  @Test
  void a_slot_is_free_when_all_of_it_was_read() {
    int[] pipe = lab().pipe();
    lab().fill(pipe[1], 4096);
    assertEquals(4095, lab().read(pipe[0], 4095));
    assertEquals(-Errno.EAGAIN, lab().write(pipe[1], 1));
    assertEquals(1, lab().read(pipe[0], 1));
    assertEquals(4096, lab().write(pipe[1], 4097), "a write of more than a page may be cut");
  }

  @Test
  void a_shorter_write_may_succeed_right_after_a_longer_one_was_refused() {
    int[] pipe = lab().pipe();
    for (int i = 0; i < 16; i++) {
      assertEquals(4000, lab().write(pipe[1], 4000));
    }
    assertEquals(-Errno.EAGAIN, lab().write(pipe[1], 200));
    assertEquals(96, lab().write(pipe[1], 96));
  }

  @Test
  void a_capacity_is_a_power_of_two_pages_and_has_room_for_what_is_there() {
    int[] pipe = lab().pipe();
    assertEquals(131_072, lab().kernel.setPipeCapacity(pipe[1], 65_537));
    assertEquals(131_072, lab().kernel.pipeCapacity(pipe[0]));
    assertEquals(131_072, lab().fill(pipe[1], 4096));
    assertEquals(-Errno.EBUSY, lab().kernel.setPipeCapacity(pipe[1], 65_536));
    lab().read(pipe[0], 65_536);
    assertEquals(65_536, lab().kernel.setPipeCapacity(pipe[1], 65_536));
    assertEquals(4096, lab().kernel.setPipeCapacity(lab().pipe()[0], 0));
    assertEquals(-Errno.EINVAL, lab().kernel.setPipeCapacity(pipe[1], -1));
  }

  @Test
  void a_piece_that_was_teed_takes_a_slot_whatever_its_size() {
    int[] from = lab().pipe();
    int[] to = lab().pipe();
    lab().write(from[1], 100);
    for (int i = 0; i < 16; i++) {
      assertEquals(100, lab().kernel.tee(from[0], to[1], 100));
    }
    assertEquals(-Errno.EAGAIN, lab().kernel.tee(from[0], to[1], 100));
    assertEquals(-Errno.EAGAIN, lab().write(to[1], 1), "later writes do not fill it up");
  }

  @Test
  void tees_and_writes_in_turn_do_not_merge() {
    int[] from = lab().pipe();
    int[] to = lab().pipe();
    lab().write(from[1], 100);
    int total = 0;
    while (lab().kernel.tee(from[0], to[1], 100) > 0) {
      total += 100 + lab().write(to[1], 10);
    }
    assertEquals(880, total);
  }

  @Test
  void a_tee_ends_at_the_edge_of_a_slot() {
    int[] from = lab().pipe();
    int[] to = lab().pipe();
    lab().kernel.setPipeCapacity(to[1], 8192);
    lab().write(from[1], 3000);
    lab().write(from[1], 3000);
    lab().write(from[1], 3000);
    assertEquals(6000, lab().kernel.tee(from[0], to[1], 9000), "wherever a frame ends");
  }

  @Test
  void what_was_teed_stays_as_it_was_when_its_page_is_written_on() {
    int[] from = lab().pipe();
    int[] to = lab().pipe();
    lab().write(from[1], "abc");
    assertEquals(3, lab().kernel.tee(from[0], to[1], 100));
    lab().write(from[1], "def");
    lab().write(to[1], "xyz");
    assertEquals("abcxyz", lab().read(to[0]));
    assertEquals("abcdef", lab().read(from[0]));
  }

  @Test
  void a_piece_that_was_moved_whole_still_takes_more() {
    int[] from = lab().pipe();
    int[] to = lab().pipe();
    lab().kernel.setPipeCapacity(to[1], 4096);
    lab().write(from[1], 100);
    assertEquals(100, lab().kernel.splice(from[0], to[1], 100));
    assertEquals(10, lab().write(to[1], 10));
    assertEquals(-Errno.EAGAIN, lab().read(from[0], 1));
  }

  @Test
  void a_piece_that_was_moved_in_part_takes_no_more() {
    int[] from = lab().pipe();
    int[] to = lab().pipe();
    lab().kernel.setPipeCapacity(to[1], 4096);
    lab().write(from[1], 100);
    assertEquals(60, lab().kernel.splice(from[0], to[1], 60));
    assertEquals(-Errno.EAGAIN, lab().write(to[1], 10));
    assertEquals(40, lab().read(from[0], 100));
  }

  @Test
  void tee_into_a_pipe_that_nobody_reads_is_a_broken_pipe() {
    int[] from = lab().pipe();
    int[] to = lab().pipe();
    lab().write(from[1], 1);
    lab().close(to[0]);
    assertEquals(-Errno.EPIPE, lab().kernel.tee(from[0], to[1], 1));
    assertEquals(-Errno.EINVAL, lab().kernel.tee(from[0], from[1], 1));
  }
}
