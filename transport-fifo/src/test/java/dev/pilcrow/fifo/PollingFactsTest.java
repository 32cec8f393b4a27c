package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What epoll does, as far as {@link EpollPoller} and {@link EventLoop} stand on it. */
class PollingFactsTest {
  @RegisterExtension final RealKernel real = new RealKernel();

  private final EpollEvents events = new EpollEvents(4);

  private int epoll() {
    return real.open(real.kernel.epollCreate());
  }

  private int add(int epoll, int fd, long data) {
    return real.kernel.epollControl(epoll, Epoll.CTL_ADD, fd, Epoll.EPOLLIN, data);
  }

  private int await(int epoll) {
    return real.kernel.epollWait(epoll, events, 0);
  }

  @Test
  void a_regular_file_cannot_be_polled() throws IOException {
    Path file = Files.createFile(real.directory().resolve("regular"));
    int fd = real.open(real.openAt(file.toString(), OpenFlags.O_RDONLY));
    assertEquals(-Errno.EPERM, add(epoll(), fd, 1));
  }

  @Test
  void the_null_device_cannot_be_polled() {
    int fd = real.open(real.openAt("/dev/null", OpenFlags.O_RDONLY));
    assertEquals(-Errno.EPERM, add(epoll(), fd, 1));
  }

  @Test
  void what_is_still_so_is_told_again() {
    int[] pipe = real.pipe();
    int epoll = epoll();
    assertEquals(0, add(epoll, pipe[0], 0x1234_5678_9ABC_DEF0L));
    assertEquals(0, await(epoll));
    real.write(pipe[1], 1);
    assertEquals(1, await(epoll));
    assertEquals(1, await(epoll));
    assertEquals(Epoll.EPOLLIN, events.events(0));
    assertEquals(0x1234_5678_9ABC_DEF0L, events.data(0), "the struct's layout is the kernel's");
  }

  @Test
  void several_events_lie_one_behind_the_other() {
    int[] first = real.pipe();
    int[] second = real.pipe();
    int epoll = epoll();
    add(epoll, first[0], 1);
    add(epoll, second[0], 2);
    real.write(first[1], 1);
    real.write(second[1], 1);
    assertEquals(2, await(epoll));
    assertEquals(3, events.data(0) + events.data(1));
    assertEquals(Epoll.EPOLLIN, events.events(1));
  }

  @Test
  void a_descriptor_is_watched_once() {
    int[] pipe = real.pipe();
    int epoll = epoll();
    assertEquals(0, add(epoll, pipe[0], 1));
    assertEquals(-Errno.EEXIST, add(epoll, pipe[0], 2));
  }

  @Test
  void a_descriptor_that_is_closed_is_watched_no_longer() {
    int[] pipe = real.pipe();
    int epoll = epoll();
    add(epoll, pipe[0], 1);
    real.write(pipe[1], 1);
    real.close(pipe[0]);
    assertEquals(0, await(epoll));
    assertEquals(-Errno.EBADF, real.kernel.epollControl(epoll, Epoll.CTL_DEL, pipe[0], 0, 0));
  }

  @Test
  void an_eventfd_is_ready_from_its_first_count_until_it_is_read() {
    int eventFd = real.open(real.kernel.eventFd());
    int epoll = epoll();
    add(epoll, eventFd, 1);
    assertEquals("-EAGAIN", real.read(eventFd));
    real.buffer.bytes().putLong(0, 1);
    assertEquals(8, real.write(eventFd, 8));
    assertEquals(8, real.write(eventFd, 8));
    assertEquals(1, await(epoll));
    assertEquals(8, real.read(eventFd, 8));
    assertEquals(2, real.buffer.bytes().getLong(0));
    assertEquals(0, await(epoll));
  }
}
