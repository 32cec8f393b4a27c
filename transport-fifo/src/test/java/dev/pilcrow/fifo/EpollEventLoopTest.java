package dev.pilcrow.fifo;

class EpollEventLoopTest extends EventLoopContract {
  @Override
  Poller open(Kernel kernel) throws SystemCallException {
    return new EpollPoller(kernel);
  }
}
