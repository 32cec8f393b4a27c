package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a pipe takes: sixteen slots of a page, and a write that fits into the last joins it. */
class PipeFactsTest {
  @RegisterExtension final RealKernel real = new RealKernel();

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
  void a_default_pipe_is_sixteen_slots_not_so_many_octets(int writeLength, int accepted) {
    int writeEnd = real.pipe()[1];
    assertEquals(accepted, real.fill(writeEnd, writeLength));
  }

  @Test
  void a_write_of_up_to_a_page_is_taken_whole_or_not_at_all() {
    int[] pipe = real.pipe();
    real.fill(pipe[1], 4096);
    assertEquals(4095, real.read(pipe[0], 4095));
    assertEquals(-Errno.EAGAIN, real.write(pipe[1], 1), "a slot is free when all of it was read");
    assertEquals(1, real.read(pipe[0], 1));
    assertEquals(4096, real.write(pipe[1], 4096));
  }

  @Test
  void a_write_of_more_than_a_page_may_be_cut() {
    int[] pipe = real.pipe();
    real.fill(pipe[1], 4096);
    assertEquals(4096, real.read(pipe[0], 4096));
    assertEquals(4096, real.write(pipe[1], 4097));
  }

  @Test
  void a_shorter_write_may_succeed_right_after_a_longer_one_was_refused() {
    int[] pipe = real.pipe();
    for (int i = 0; i < 16; i++) {
      assertEquals(4000, real.write(pipe[1], 4000));
    }
    assertEquals(-Errno.EAGAIN, real.write(pipe[1], 200));
    assertEquals(96, real.write(pipe[1], 96));
  }

  @Test
  void a_write_that_was_cut_short_has_filled_the_pipe() {
    int[] pipe = real.pipe();
    assertEquals(65536, real.write(pipe[1], 100_000));
    assertEquals(-Errno.EAGAIN, real.write(pipe[1], 1));
  }

  @Test
  void a_pipe_can_be_made_larger_in_powers_of_two_pages() {
    int[] pipe = real.pipe();
    assertEquals(65536, real.kernel.pipeCapacity(pipe[1]));
    assertEquals(131072, real.kernel.setPipeCapacity(pipe[1], 65537));
    assertEquals(131072, real.kernel.pipeCapacity(pipe[0]));
    assertEquals(131072, real.fill(pipe[1], 4096));
  }

  @Test
  void a_pipe_cannot_be_made_smaller_than_what_is_in_it() {
    int[] pipe = real.pipe();
    real.fill(pipe[1], 4096);
    assertEquals(-Errno.EBUSY, real.kernel.setPipeCapacity(pipe[1], 4096));
  }
}
