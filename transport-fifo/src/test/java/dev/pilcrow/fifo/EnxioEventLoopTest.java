package dev.pilcrow.fifo;

class EnxioEventLoopTest extends EventLoopContract {
  @Override
  Poller open(Kernel kernel) throws SystemCallException {
    return new EnxioPoller(kernel);
  }
}
