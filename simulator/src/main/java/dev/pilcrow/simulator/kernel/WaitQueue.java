package dev.pilcrow.simulator.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who wants to hear of one thing that happens to a file: epoll's items, the latest first, which is
 * the order in which Linux wakes them.
 */
final class WaitQueue {
  private @Nullable Watch first;

  /** An item's place in a queue. */
  static final class Watch {
    private final EpollItem item;
    private final WaitQueue queue;
    private @Nullable Watch previous;
    private @Nullable Watch next;

    private Watch(EpollItem item, WaitQueue queue) {
      this.item = item;
      this.queue = queue;
    }

    void remove() {
      if (previous == null) {
        queue.first = next;
      } else {
        previous.next = next;
      }
      if (next != null) {
        next.previous = previous;
      }
    }
  }

  Watch add(EpollItem item) {
    Watch watch = new Watch(item, this);
    watch.next = first;
    if (first != null) {
      first.previous = watch;
    }
    first = watch;
    return watch;
  }

  /**
   * Something happened.
   *
   * @param events what, as bits of epoll; 0 if it is not said, and everyone must look
   */
  void wake(int events) {
    for (Watch watch = first; watch != null; watch = watch.next) {
      watch.item.onWake(events);
    }
  }
}
