package dev.pilcrow.cli;

import dev.pilcrow.fifo.EpollPoller;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;

/** Which poller a command is to use. */
enum PollerChoice {
  /** What suits the platform. */
  AUTO,
  /** epoll(7), Linux only. */
  EPOLL;

  Poller open(Kernel kernel) throws SystemCallException {
    return switch (this) {
      case AUTO -> Poller.open(kernel);
      case EPOLL -> new EpollPoller(kernel);
    };
  }
}
