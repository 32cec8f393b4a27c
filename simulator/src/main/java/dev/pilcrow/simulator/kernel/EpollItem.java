package dev.pilcrow.simulator.kernel;

import org.jspecify.annotations.Nullable;

/** One file watched by one epoll. */
final class EpollItem {
  final EpollFile epoll;
  final OpenFile file;

  /** Bits of epoll that are wanted; errors and hangups always are. */
  int events;

  boolean edgeTriggered;

  /** What comes back with each event. */
  long data;

  /** The next epoll's item of the same file. */
  @Nullable EpollItem nextOfFile;

  /** Neighbors among all items of the same epoll. */
  @Nullable EpollItem previousOfEpoll;

  @Nullable EpollItem nextOfEpoll;

  /** Neighbors in the ready list, while {@link #isReady}. */
  @Nullable EpollItem previousReady;

  @Nullable EpollItem nextReady;
  boolean isReady;

  private WaitQueue.@Nullable Watch readWatch;
  private WaitQueue.@Nullable Watch writeWatch;

  EpollItem(EpollFile epoll, OpenFile file) {
    this.epoll = epoll;
    this.file = file;
  }

  /** Listens to a queue of things that make a file readable. */
  void watchReading(WaitQueue queue) {
    readWatch = queue.add(this);
  }

  /** Listens to a queue of things that make a file writable. */
  void watchWriting(WaitQueue queue) {
    writeWatch = queue.add(this);
  }

  void unwatch() {
    if (readWatch != null) {
      readWatch.remove();
    }
    if (writeWatch != null) {
      writeWatch.remove();
    }
  }

  /** Something happened to the file; whether it is ready is found out when the epoll is asked. */
  void onWake(int happened) {
    if (happened == 0 || (happened & events) != 0) {
      epoll.addReady(this);
    }
  }

  /** What holds of what is wanted. */
  int poll() {
    return file.poll() & events;
  }
}
