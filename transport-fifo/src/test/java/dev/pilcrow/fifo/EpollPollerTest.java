package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpollPollerTest extends PollerContract {
  @Override
  Poller open(Kernel kernel) throws SystemCallException {
    return assertInstanceOf(EpollPoller.class, Poller.open(kernel), "Linux has epoll");
  }

  @Test
  void more_events_than_it_tells_at_a_time_follow_at_the_next_call() {
    int count = EpollPoller.MAX_EVENTS + 10;
    int[] pipe = real.pipe();
    real.write(pipe[1], 1);
    for (int i = 0; i < count; i++) {
      int fd = real.open(real.openAt("/proc/self/fd/" + pipe[0], OpenFlags.O_NONBLOCK));
      poller.add(fd, Poller.READ, i);
    }
    Map<Long, Integer> told = poll();
    assertEquals(EpollPoller.MAX_EVENTS, told.size());
    told.putAll(poll());
    assertEquals(count, told.size());
  }

  @Test
  void time_is_rounded_up_to_milliseconds() {
    assertEquals(0, EpollPoller.toMillis(0));
    assertEquals(1, EpollPoller.toMillis(1));
    assertEquals(1, EpollPoller.toMillis(1_000_000));
    assertEquals(2, EpollPoller.toMillis(1_000_001));
    assertEquals(Integer.MAX_VALUE, EpollPoller.toMillis(Long.MAX_VALUE));
    assertEquals(-1, EpollPoller.toMillis(Poller.FOREVER));
  }

  /** Descriptors 7 and 8 are had, the call named fails. */
  private static final class PoorKernel extends FailingKernel {
    private final String refused;
    private final List<Integer> closed = new ArrayList<>();
    private int waitAnswer;

    PoorKernel(String refused) {
      this.refused = refused;
    }

    private int answer(String call, int result) {
      return refused.equals(call) ? -Errno.EMFILE : result;
    }

    @Override
    public int epollCreate() {
      return answer("epoll_create1", 7);
    }

    @Override
    public int eventFd() {
      return answer("eventfd", 8);
    }

    @Override
    public int epollControl(int epoll, int op, int fd, int events, long data) {
      return answer("epoll_ctl", 0);
    }

    @Override
    public int epollWait(int epoll, EpollEvents out, int timeoutMillis) {
      return waitAnswer;
    }

    @Override
    public int close(int fd) {
      closed.add(fd);
      return 0;
    }
  }

  @Test
  void without_descriptors_to_be_had_it_leaves_none_behind() {
    PoorKernel none = new PoorKernel("epoll_create1");
    assertThrows(SystemCallException.class, () -> new EpollPoller(none));
    assertEquals(List.of(), none.closed);
    PoorKernel one = new PoorKernel("eventfd");
    assertThrows(SystemCallException.class, () -> new EpollPoller(one));
    assertEquals(List.of(7), one.closed);
    PoorKernel two = new PoorKernel("epoll_ctl");
    assertThrows(SystemCallException.class, () -> new EpollPoller(two));
    assertEquals(List.of(8, 7), two.closed);
  }

  @Test
  void a_signal_is_no_event_and_any_other_error_is_told() throws SystemCallException {
    PoorKernel kernel = new PoorKernel("");
    try (Poller poller = new EpollPoller(kernel)) {
      kernel.waitAnswer = -Errno.EINTR;
      assertEquals(0, poller.poll(0, (key, ready) -> {}));
      kernel.waitAnswer = -Errno.EBADF;
      assertEquals(-Errno.EBADF, poller.poll(0, (key, ready) -> {}));
    }
    assertEquals(List.of(8, 7), kernel.closed);
  }
}
