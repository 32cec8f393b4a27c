package dev.pilcrow.simulator.kernel;

import static dev.pilcrow.fifo.Epoll.EPOLLET;
import static dev.pilcrow.fifo.Epoll.EPOLLIN;
import static dev.pilcrow.fifo.Epoll.EPOLLOUT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.OpenFlags;
import org.junit.jupiter.api.Test;

/** What epoll tells, when, and in which order. The same on both kernels. */
abstract class EpollFacts {
  abstract Lab lab();

  @Test
  void an_edge_triggered_reader_hears_of_every_write() {
    int[] pipe = lab().pipe();
    int epoll = lab().epoll();
    lab().watch(epoll, pipe[0], EPOLLIN | EPOLLET, 1);
    assertEquals("", lab().poll(epoll));
    lab().write(pipe[1], 1);
    assertEquals("1:IN", lab().poll(epoll));
    assertEquals("", lab().poll(epoll));
    lab().write(pipe[1], 1);
    assertEquals("1:IN", lab().poll(epoll));
  }

  @Test
  void an_edge_triggered_reader_even_hears_of_a_write_that_was_refused() {
    int[] pipe = lab().pipe();
    lab().fill(pipe[1], 4096);
    int epoll = lab().epoll();
    lab().watch(epoll, pipe[0], EPOLLIN | EPOLLET, 1);
    assertEquals("1:IN", lab().poll(epoll));
    assertEquals(-Errno.EAGAIN, lab().write(pipe[1], 1));
    assertEquals("1:IN", lab().poll(epoll));
  }

  @Test
  void an_edge_triggered_writer_hears_only_when_a_full_pipe_has_a_free_slot() {
    int[] pipe = lab().pipe();
    int epoll = lab().epoll();
    lab().watch(epoll, pipe[1], EPOLLOUT | EPOLLET, 1);
    assertEquals("1:OUT", lab().poll(epoll));
    lab().write(pipe[1], 10);
    lab().read(pipe[0], 10);
    assertEquals("", lab().poll(epoll), "it was not full");
    lab().fill(pipe[1], 4096);
    lab().read(pipe[0], 4095);
    assertEquals("", lab().poll(epoll), "a page must be read to its end");
    lab().read(pipe[0], 1);
    assertEquals("1:OUT", lab().poll(epoll));
    lab().read(pipe[0], 4096);
    assertEquals("", lab().poll(epoll), "it was not full anymore");
  }

  @Test
  void a_pipe_filled_exactly_and_drained_gives_an_edge_though_nothing_was_refused() {
    int[] pipe = lab().pipe();
    int epoll = lab().epoll();
    lab().watch(epoll, pipe[1], EPOLLOUT | EPOLLET, 1);
    lab().poll(epoll);
    assertEquals(65_536, lab().write(pipe[1], 65_536));
    assertEquals(65_536, lab().read(pipe[0], 65_536));
    assertEquals("1:OUT", lab().poll(epoll));
  }

  @Test
  void a_change_of_capacity_gives_a_writer_an_edge_also_when_it_shrinks() {
    int[] pipe = lab().pipe();
    int epoll = lab().epoll();
    lab().watch(epoll, pipe[1], EPOLLOUT | EPOLLET, 1);
    lab().poll(epoll);
    lab().kernel.setPipeCapacity(pipe[1], 4096);
    assertEquals("1:OUT", lab().poll(epoll));
  }

  @Test
  void splicing_a_pipe_away_gives_its_writer_an_edge_even_if_it_was_not_full() {
    int[] from = lab().pipe();
    int[] to = lab().pipe();
    int epoll = lab().epoll();
    lab().watch(epoll, from[1], EPOLLOUT | EPOLLET, 1);
    lab().poll(epoll);
    lab().write(from[1], 10);
    lab().kernel.splice(from[0], to[1], 10);
    assertEquals("1:OUT", lab().poll(epoll));
  }

  @Test
  void what_is_still_so_is_told_again_and_goes_to_the_end_of_the_line() {
    int epoll = lab().epoll();
    int[][] pipes = {lab().pipe(), lab().pipe(), lab().pipe()};
    for (int i = 0; i < pipes.length; i++) {
      lab().watch(epoll, pipes[i][0], EPOLLIN, i);
    }
    lab().write(pipes[2][1], 1);
    lab().write(pipes[0][1], 1);
    assertEquals("2:IN 0:IN", lab().poll(epoll));
    lab().write(pipes[1][1], 1);
    assertEquals("2:IN 0:IN 1:IN", lab().poll(epoll));
    EpollEvents one = new EpollEvents(1);
    lab().kernel.epollWait(epoll, one, 0);
    assertEquals(2, one.data(0));
    assertEquals("0:IN 1:IN 2:IN", lab().poll(epoll), "nobody starves");
  }

  @Test
  void two_watches_of_one_pipe_hear_in_the_order_of_the_latest_first() {
    String path = lab().fifo("f");
    int first = lab().open(path, OpenFlags.O_RDONLY);
    int second = lab().open(path, OpenFlags.O_RDONLY);
    int writer = lab().open(path, OpenFlags.O_WRONLY);
    int epoll = lab().epoll();
    lab().watch(epoll, first, EPOLLIN, 1);
    lab().watch(epoll, second, EPOLLIN, 2);
    lab().write(writer, 1);
    assertEquals("2:IN 1:IN", lab().poll(epoll));
  }

  @Test
  void a_closed_descriptor_is_watched_no_longer() {
    int[] pipe = lab().pipe();
    int epoll = lab().epoll();
    lab().watch(epoll, pipe[0], EPOLLIN, 1);
    lab().write(pipe[1], 1);
    lab().close(pipe[0]);
    assertEquals("", lab().poll(epoll));
    assertEquals(-Errno.EBADF, lab().kernel.epollControl(epoll, Epoll.CTL_DEL, pipe[0], 0, 0));
  }

  @Test
  void what_cannot_be_polled_is_refused_and_watches_are_counted() {
    int epoll = lab().epoll();
    int[] pipe = lab().pipe();
    int nothing = lab().open("/dev/null", OpenFlags.O_RDONLY);
    assertEquals(-Errno.EPERM, control(epoll, Epoll.CTL_ADD, nothing));
    assertEquals(-Errno.ENOENT, control(epoll, Epoll.CTL_MOD, pipe[0]));
    assertEquals(-Errno.ENOENT, control(epoll, Epoll.CTL_DEL, pipe[0]));
    assertEquals(0, control(epoll, Epoll.CTL_ADD, pipe[0]));
    assertEquals(-Errno.EEXIST, control(epoll, Epoll.CTL_ADD, pipe[0]));
    assertEquals(-Errno.EINVAL, control(epoll, Epoll.CTL_ADD, epoll));
    assertEquals(0, control(epoll, Epoll.CTL_DEL, pipe[0]));
  }

  @Test
  void an_eventfd_counts_until_it_is_read() {
    int eventFd = lab().keep(lab().kernel.eventFd());
    assertEquals("OUT", lab().readiness(eventFd, EPOLLIN | EPOLLOUT));
    assertEquals("-EAGAIN", lab().read(eventFd));
    assertEquals(8, lab().write(eventFd, "\1\0\0\0\0\0\0\0"));
    assertEquals(8, lab().write(eventFd, "\2\0\0\0\0\0\0\0"));
    assertEquals("IN|OUT", lab().readiness(eventFd, EPOLLIN | EPOLLOUT));
    assertEquals("\3\0\0\0\0\0\0\0", lab().read(eventFd), "on a little-endian machine");
    assertEquals(-Errno.EINVAL, lab().read(eventFd, 7));
  }

  private int control(int epoll, int op, int fd) {
    return lab().kernel.epollControl(epoll, op, fd, EPOLLIN, 0);
  }
}
