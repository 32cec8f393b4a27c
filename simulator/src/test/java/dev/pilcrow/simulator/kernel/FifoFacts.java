package dev.pilcrow.simulator.kernel;

import static dev.pilcrow.fifo.Epoll.EPOLLIN;
import static dev.pilcrow.fifo.Epoll.EPOLLOUT;
import static dev.pilcrow.fifo.OpenFlags.O_DIRECTORY;
import static dev.pilcrow.fifo.OpenFlags.O_NOFOLLOW;
import static dev.pilcrow.fifo.OpenFlags.O_RDONLY;
import static dev.pilcrow.fifo.OpenFlags.O_RDWR;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.FileStatus;
import dev.pilcrow.fifo.Kernel;
import org.junit.jupiter.api.Test;

/** Names, and ends that come and go. The same on both kernels. */
abstract class FifoFacts {
  abstract Lab lab();

  @Test
  void writing_without_a_reader_cannot_even_be_opened() {
    assertEquals(-Errno.ENXIO, lab().tryOpen(lab().fifo("f"), O_WRONLY));
  }

  @Test
  void before_any_writer_a_read_gives_nothing_and_nothing_is_told() {
    int reader = lab().open(lab().fifo("f"), O_RDONLY);
    assertEquals("", lab().read(reader));
    assertEquals("", lab().readiness(reader, EPOLLIN));
  }

  @Test
  void after_the_last_writer_a_read_gives_nothing_and_a_hangup_is_told_for_ever() {
    String path = lab().fifo("f");
    int reader = lab().open(path, O_RDONLY);
    int writer = lab().open(path, O_WRONLY);
    lab().write(writer, "bye");
    assertEquals("IN", lab().readiness(reader, EPOLLIN));
    lab().close(writer);
    assertEquals("IN|HUP", lab().readiness(reader, EPOLLIN));
    assertEquals("bye", lab().read(reader));
    assertEquals("", lab().read(reader));
    assertEquals("HUP", lab().readiness(reader, 0));
    lab().open(path, O_WRONLY);
    assertEquals("", lab().readiness(reader, EPOLLIN), "a new writer ends the hangup");
  }

  @Test
  void an_inbox_opened_for_both_never_ends() {
    String path = lab().fifo("f");
    int inbox = lab().open(path, O_RDWR);
    lab().close(lab().open(path, O_WRONLY));
    assertEquals("-EAGAIN", lab().read(inbox));
    assertEquals("", lab().readiness(inbox, EPOLLIN));
  }

  @Test
  void a_writer_learns_that_the_reader_has_gone_without_any_interest() {
    String path = lab().fifo("f");
    int reader = lab().open(path, O_RDONLY);
    int writer = lab().open(path, O_WRONLY);
    lab().close(reader);
    assertEquals("ERR", lab().readiness(writer, 0));
    assertEquals("OUT|ERR", lab().readiness(writer, EPOLLOUT));
    assertEquals(-Errno.EPIPE, lab().write(writer, 1));
  }

  @Test
  void a_reader_that_was_closed_and_opened_again_unseen_is_not_told() {
    String path = lab().fifo("f");
    int reader = lab().open(path, O_RDONLY);
    int writer = lab().open(path, O_WRONLY);
    int epoll = lab().epoll();
    lab().watch(epoll, writer, 0, 1);
    lab().write(writer, "old");
    lab().close(reader);
    int heir = lab().open(path, O_RDONLY);
    assertEquals("", lab().poll(epoll));
    assertEquals("old", lab().read(heir), "and the heir reads what the dead was owed");
  }

  @Test
  void what_is_in_a_fifo_outlives_its_reader_while_a_writer_holds_it_and_no_longer() {
    String path = lab().fifo("f");
    int reader = lab().open(path, O_RDONLY);
    int writer = lab().open(path, O_WRONLY);
    lab().write(writer, "kept");
    lab().close(reader);
    int second = lab().open(path, O_RDONLY);
    assertEquals(2, lab().read(second, 2));
    lab().close(second);
    lab().close(writer);
    assertEquals("", lab().read(lab().open(path, O_RDONLY)));
  }

  @Test
  void a_name_made_anew_is_another_fifo_and_the_old_one_goes_on() {
    String path = lab().fifo("f");
    int reader = lab().open(path, O_RDONLY);
    int writer = lab().open(path, O_WRONLY);
    assertEquals(0, lab().kernel.unlinkAt(Kernel.AT_FDCWD, path));
    lab().fifo("f");
    assertEquals(-Errno.ENXIO, lab().tryOpen(path, O_WRONLY));
    lab().write(writer, "still");
    assertEquals("still", lab().read(reader));
    FileStatus old = new FileStatus();
    FileStatus anew = new FileStatus();
    lab().kernel.status(reader, old);
    lab().kernel.statusAt(Kernel.AT_FDCWD, path, anew);
    assertEquals(0, old.links());
    assertNotEquals(old.identity(), anew.identity());
  }

  @Test
  void a_lock_is_the_open_files_and_goes_with_it() {
    assertEquals(0, lab().kernel.makeDirectory(lab().path("d"), 0700));
    int first = lab().open(lab().path("d"), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    int second = lab().open(lab().path("d"), O_RDONLY | O_DIRECTORY);
    assertEquals(0, lab().kernel.lock(first));
    assertEquals(0, lab().kernel.lock(first));
    assertEquals(-Errno.EAGAIN, lab().kernel.lock(second));
    lab().close(first);
    assertEquals(0, lab().kernel.lock(second));
    assertEquals(0, lab().kernel.removeDirectory(lab().path("d")));
    assertEquals(-Errno.ENOENT, lab().kernel.makeFifoAt(second, "f", 0600), "it is gone");
  }
}
