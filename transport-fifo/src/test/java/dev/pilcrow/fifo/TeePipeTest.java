package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TeePipeTest {
  @RegisterExtension final RealKernel real = new RealKernel();
  private final TeePipe tee = Objects.requireNonNull(TeePipe.open(real.kernel));

  @BeforeEach
  void fillTheBuffer() {
    for (int i = 0; i < real.buffer.capacity(); i++) {
      real.buffer.bytes().put(i, (byte) ('a' + i % 23));
    }
  }

  @AfterEach
  void close() {
    tee.close();
  }

  @Test
  void what_is_loaded_once_comes_out_of_every_pipe_it_is_teed_to() {
    int[] one = real.pipe();
    int[] other = real.pipe();
    assertTrue(tee.load(real.buffer, 5, 10_000));
    assertEquals(10_000, tee.teeTo(one[1]));
    assertEquals(10_000, tee.teeTo(other[1]));
    tee.drain();
    String expected = RealKernel.text(real.buffer.bytes(), 10_005).substring(5);
    assertEquals(expected, real.read(one[0]));
    assertEquals(expected, real.read(other[0]));
  }

  @Test
  void a_pipe_takes_what_its_slots_hold_and_then_nothing() {
    int[] pipe = real.pipe();
    real.kernel.setPipeCapacity(pipe[1], 4 * 4096);
    assertTrue(tee.load(real.buffer, 0, 10 * 4096));
    assertEquals(4 * 4096, tee.teeTo(pipe[1]));
    assertEquals(0, tee.teeTo(pipe[1]));
    tee.drain();
  }

  /** tee(2) links buffers as they are, so each takes a slot whatever it holds. */
  @Test
  void each_piece_takes_a_slot_whatever_its_size() {
    int[] pipe = real.pipe();
    int pieces = 0;
    while (true) {
      assertTrue(tee.load(real.buffer, 0, 100));
      int taken = tee.teeTo(pipe[1]);
      tee.drain();
      if (taken == 0) {
        break;
      }
      pieces++;
    }
    assertEquals(real.kernel.pipeCapacity(pipe[1]) / 4096, pieces);
  }

  @Test
  void later_writes_to_a_recipient_do_not_alter_what_another_was_given() {
    int[] one = real.pipe();
    int[] other = real.pipe();
    assertTrue(tee.load(real.buffer, 0, 10));
    assertEquals(10, tee.teeTo(one[1]));
    assertEquals(10, tee.teeTo(other[1]));
    tee.drain();
    assertEquals(3, real.write(one[1], "XYZ"));
    assertEquals("abcdefghijXYZ", real.read(one[0]));
    assertEquals("abcdefghij", real.read(other[0]));
  }

  @Test
  void a_recipient_without_a_reader_is_an_error_that_harms_nobody_else() {
    int[] dead = real.pipe();
    int[] alive = real.pipe();
    real.close(dead[0]);
    assertTrue(tee.load(real.buffer, 0, 10));
    assertEquals(-Errno.EPIPE, tee.teeTo(dead[1]));
    assertEquals(10, tee.teeTo(alive[1]));
    tee.drain();
  }

  @Test
  void it_takes_as_much_as_its_capacity_and_not_an_octet_more() {
    NativeBuffer large = NativeBuffer.allocate(tee.capacity() + 1);
    assertFalse(tee.load(large, 0, tee.capacity() + 1));
    assertTrue(tee.load(large, 0, tee.capacity()));
    tee.drain();
    assertTrue(tee.load(large, 1, 1), "nothing is left over");
    assertThrows(IllegalStateException.class, () -> tee.load(large, 0, 1));
    tee.drain();
  }
}
