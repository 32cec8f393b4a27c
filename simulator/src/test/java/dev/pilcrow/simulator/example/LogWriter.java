package dev.pilcrow.simulator.example;

import static dev.pilcrow.fifo.OpenFlags.O_NONBLOCK;
import static dev.pilcrow.fifo.OpenFlags.O_WRONLY;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeBuffer;
import java.nio.charset.StandardCharsets;

/** Writes records into the log's FIFO: one line each, one write(2) each, never above PIPE_BUF. */
final class LogWriter {
  private final Kernel kernel;
  private final NativeBuffer buffer = NativeBuffer.allocate(4096);
  private final String path;
  private int fifo = -1;

  LogWriter(Kernel kernel, String path) {
    this.kernel = kernel;
    this.path = path;
  }

  /** False if it must be tried again later: there is no reader yet, no room, or a signal came. */
  boolean log(String record) {
    if (fifo < 0) {
      fifo = kernel.openAt(Kernel.AT_FDCWD, path, O_WRONLY | O_NONBLOCK);
    }
    byte[] line = (record + "\n").getBytes(StandardCharsets.US_ASCII);
    buffer.bytes().put(0, line);
    return fifo >= 0 && kernel.write(fifo, buffer, 0, line.length) == line.length;
  }
}
