package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.Epoll;
import dev.pilcrow.fifo.EpollEvents;
import dev.pilcrow.fifo.Errno;
import org.jspecify.annotations.Nullable;

/**
 * An epoll(7) descriptor: the files that it watches, and those that may be ready, in order.
 *
 * <p>The ready list is Linux's own, so events come in the same order: whatever a file's queue tells
 * goes to the end, if it is not in the list; a wait takes from the front, drops what is not ready
 * after all, puts what is level-triggered back at the end, and leaves what did not fit at the
 * front. Source: fs/eventpoll.c.
 */
final class EpollFile extends OpenFile {
  private static final int ALWAYS = Epoll.EPOLLERR | Epoll.EPOLLHUP;
  private static final int KNOWN = Epoll.EPOLLIN | Epoll.EPOLLOUT | ALWAYS | Epoll.EPOLLET;

  private @Nullable EpollItem firstItem;
  private @Nullable EpollItem firstReady;
  private @Nullable EpollItem lastReady;

  private final SimulatedProcess owner;

  /** The next epoll of the same process. */
  @Nullable EpollFile nextOfProcess;

  EpollFile(Inode anonymous, SimulatedProcess owner) {
    super(anonymous, READ | WRITE, "epoll");
    this.owner = owner;
  }

  /** Whether a wait would find something. */
  boolean hasEvents() {
    for (EpollItem item = firstReady; item != null; item = item.nextReady) {
      if (item.poll() != 0) {
        return true;
      }
    }
    return false;
  }

  /** epoll_ctl(2) for a file that is not this one. */
  int control(int op, OpenFile file, int events, long data) {
    if (file instanceof EpollFile) {
      throw new UnsupportedOperationException(
          "an epoll within an epoll is not simulated: watch the descriptors themselves");
    }
    EpollItem item = find(file);
    return switch (op) {
      case Epoll.CTL_ADD -> item != null ? -Errno.EEXIST : add(file, events, data);
      case Epoll.CTL_MOD -> item == null ? -Errno.ENOENT : set(item, events, data);
      case Epoll.CTL_DEL -> item == null ? -Errno.ENOENT : remove(item);
      default -> -Errno.EINVAL;
    };
  }

  /** epoll_wait(2) that does not wait. Returns how many events it found. */
  int collect(EpollEvents out) {
    EpollItem item = firstReady;
    EpollItem last = lastReady;
    firstReady = null;
    lastReady = null;
    int found = 0;
    while (item != null && found < out.max()) {
      EpollItem next = item.nextReady;
      item.isReady = false;
      item.nextReady = null;
      item.previousReady = null;
      int ready = item.poll();
      if (ready != 0) {
        out.set(found++, ready, item.data);
        if (!item.edgeTriggered) {
          addReady(item);
        }
      }
      item = next;
    }
    if (item != null && last != null) {
      putInFront(item, last);
    }
    return found;
  }

  void addReady(EpollItem item) {
    if (item.isReady) {
      owner.onEvents();
      return;
    }
    item.isReady = true;
    item.previousReady = lastReady;
    if (lastReady == null) {
      firstReady = item;
    } else {
      lastReady.nextReady = item;
    }
    lastReady = item;
    owner.onEvents();
  }

  /** A file that is watched is closed, or no longer watched. */
  int remove(EpollItem item) {
    item.unwatch();
    item.file.forgetItem(item);
    removeReady(item);
    if (item.previousOfEpoll == null) {
      firstItem = item.nextOfEpoll;
    } else {
      item.previousOfEpoll.nextOfEpoll = item.nextOfEpoll;
    }
    if (item.nextOfEpoll != null) {
      item.nextOfEpoll.previousOfEpoll = item.previousOfEpoll;
    }
    return 0;
  }

  @Override
  boolean isPollable() {
    return true;
  }

  @Override
  void onClose() {
    owner.forget(this);
    while (firstItem != null) {
      remove(firstItem);
    }
  }

  private @Nullable EpollItem find(OpenFile file) {
    EpollItem item = file.items;
    while (item != null && item.epoll != this) {
      item = item.nextOfFile;
    }
    return item;
  }

  private int add(OpenFile file, int events, long data) {
    EpollItem item = new EpollItem(this, file);
    item.nextOfFile = file.items;
    file.items = item;
    item.nextOfEpoll = firstItem;
    if (firstItem != null) {
      firstItem.previousOfEpoll = item;
    }
    firstItem = item;
    file.watch(item);
    return set(item, events, data);
  }

  private int set(EpollItem item, int events, long data) {
    if ((events & ~KNOWN) != 0) {
      throw new UnsupportedOperationException(
          "epoll events 0x"
              + Integer.toHexString(events)
              + ": only EPOLLIN, EPOLLOUT and EPOLLET are simulated");
    }
    item.events = (events & ~Epoll.EPOLLET) | ALWAYS;
    item.edgeTriggered = (events & Epoll.EPOLLET) != 0;
    item.data = data;
    if (item.poll() != 0) {
      addReady(item);
    }
    return 0;
  }

  private void putInFront(EpollItem first, EpollItem last) {
    first.previousReady = null;
    last.nextReady = firstReady;
    if (firstReady == null) {
      lastReady = last;
    } else {
      firstReady.previousReady = last;
    }
    firstReady = first;
  }

  private void removeReady(EpollItem item) {
    if (!item.isReady) {
      return;
    }
    item.isReady = false;
    if (item.previousReady == null) {
      firstReady = item.nextReady;
    } else {
      item.previousReady.nextReady = item.nextReady;
    }
    if (item.nextReady == null) {
      lastReady = item.previousReady;
    } else {
      item.nextReady.previousReady = item.previousReady;
    }
    item.previousReady = null;
    item.nextReady = null;
  }
}
