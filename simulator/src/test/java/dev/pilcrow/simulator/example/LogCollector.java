package dev.pilcrow.simulator.example;

import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_RDWR;

import dev.pilcrow.fifo.EpollPoller;
import dev.pilcrow.fifo.EventLoop;
import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.fifo.Poller;
import dev.pilcrow.fifo.SystemCallException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads the log's FIFO, and passes on what each read brings. */
final class LogCollector {
  private final Kernel kernel;
  private final NativeBuffer buffer = NativeBuffer.allocate(64);
  private final EventLoop loop;
  private final int fifo;
  private final Consumer<String> reads;

  LogCollector(Kernel kernel, String path, Consumer<String> reads) throws SystemCallException {
    this.kernel = kernel;
    this.reads = reads;
    this.fifo = kernel.openAt(Kernel.AT_FDCWD, path, O_RDWR | O_NONBLOCK);
    this.loop = new EventLoop(new EpollPoller(kernel));
    loop.register(fifo, Poller.READ, ready -> read());
  }

  void turn(long timeoutNanos) throws SystemCallException {
    loop.turn(timeoutNanos);
  }

  private void read() {
    int length = kernel.read(fifo, buffer, 0, buffer.capacity());
    if (length > 0) {
      byte[] octets = new byte[length];
      buffer.bytes().get(0, octets);
      reads.accept(new String(octets, StandardCharsets.US_ASCII));
    }
  }
}
