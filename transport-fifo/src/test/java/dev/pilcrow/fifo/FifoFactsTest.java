package dev.pilcrow.fifo;

import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;
import static dev.pilcrow.fifo.OpenFlags.O_RDWR;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;
import static dev.pilcrow.fifo.Poller.ERROR;
import static dev.pilcrow.fifo.Poller.HANGUP;
import static dev.pilcrow.fifo.Poller.READ;
import static dev.pilcrow.fifo.Poller.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the ends of a FIFO see each other come and go. */
class FifoFactsTest {
  @RegisterExtension final RealKernel real = new RealKernel();

  private int open(String path, int access) {
    return real.open(real.openAt(path, access | O_NONBLOCK));
  }

  @Test
  void writing_without_a_reader_cannot_even_be_opened() {
    assertEquals(-Errno.ENXIO, real.openAt(real.fifo("f"), O_WRONLY | O_NONBLOCK));
  }

  @Test
  void before_any_writer_a_read_gives_nothing_and_the_poller_tells_nothing() {
    int reader = open(real.fifo("f"), O_RDONLY);
    assertEquals("", real.read(reader));
    assertEquals(0, real.readiness(reader, READ));
  }

  @Test
  void while_there_is_a_writer_an_empty_fifo_is_refused_to_be_read() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    open(path, O_WRONLY);
    assertEquals("-EAGAIN", real.read(reader));
    assertEquals(0, real.readiness(reader, READ));
  }

  @Test
  void after_the_last_writer_a_read_gives_nothing_and_a_hangup_is_told_for_ever() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    real.close(open(path, O_WRONLY));
    assertEquals("", real.read(reader));
    assertEquals(HANGUP, real.readiness(reader, READ));
    assertEquals(HANGUP, real.readiness(reader, 0), "whatever the interest");
  }

  @Test
  void what_the_last_writer_left_is_read_before_the_end() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    int writer = open(path, O_WRONLY);
    real.write(writer, "bye");
    real.close(writer);
    assertEquals(READ | HANGUP, real.readiness(reader, READ));
    assertEquals("bye", real.read(reader));
    assertEquals("", real.read(reader));
  }

  @Test
  void a_new_writer_ends_the_hangup() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    real.close(open(path, O_WRONLY));
    open(path, O_WRONLY);
    assertEquals(0, real.readiness(reader, READ));
  }

  @Test
  void an_inbox_opened_for_both_never_ends() {
    String path = real.fifo("f");
    int inbox = open(path, O_RDWR);
    real.close(open(path, O_WRONLY));
    assertEquals("-EAGAIN", real.read(inbox));
    assertEquals(0, real.readiness(inbox, READ));
  }

  @Test
  void a_writer_learns_that_the_reader_has_gone_without_any_interest() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    int writer = open(path, O_WRONLY);
    assertEquals(0, real.readiness(writer, 0));
    real.close(reader);
    assertEquals(ERROR, real.readiness(writer, 0));
    assertEquals(WRITE | ERROR, real.readiness(writer, WRITE));
  }

  @Test
  void writing_to_nobody_is_an_errno_and_no_signal() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    int writer = open(path, O_WRONLY);
    real.close(reader);
    assertEquals(-Errno.EPIPE, real.write(writer, 1));
  }

  @Test
  void whoever_opens_the_fifo_while_its_writer_lives_reads_what_the_dead_was_owed() {
    String path = real.fifo("f");
    int dead = open(path, O_RDONLY);
    int writer = open(path, O_WRONLY);
    real.write(writer, "old");
    real.close(dead);
    int heir = open(path, O_RDONLY);
    assertEquals("old", real.read(heir));
    assertEquals(0, real.readiness(writer, 0), "and the writer never learns of the change");
  }

  @Test
  void what_is_in_a_fifo_is_lost_with_its_last_descriptor() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    int writer = open(path, O_WRONLY);
    real.write(writer, "lost");
    real.close(reader);
    real.close(writer);
    assertEquals("", real.read(open(path, O_RDONLY)));
  }

  @Test
  void a_full_fifo_becomes_writable_when_a_whole_page_was_read() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    int writer = open(path, O_WRONLY);
    real.fill(writer, 4096);
    assertEquals(0, real.readiness(writer, WRITE));
    real.read(reader, 4095);
    assertEquals(0, real.readiness(writer, WRITE));
    real.read(reader, 1);
    assertEquals(WRITE, real.readiness(writer, WRITE));
  }

  @Test
  void an_unlinked_fifo_goes_on_between_those_who_have_it_open() {
    String path = real.fifo("f");
    int reader = open(path, O_RDONLY);
    int writer = open(path, O_WRONLY);
    assertEquals(0, real.kernel.unlinkAt(Kernel.AT_FDCWD, path));
    real.write(writer, "still");
    assertEquals("still", real.read(reader));
    FileStatus status = new FileStatus();
    real.kernel.status(reader, status);
    assertEquals(0, status.links());
    assertTrue(status.isFifo());
  }
}
