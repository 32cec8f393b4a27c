package dev.pilcrow.simulator.kernel;

import java.nio.ByteBuffer;

/** One opening of a FIFO, or an end of pipe(2): for reading, for writing, or for both. */
final class PipeEnd extends OpenFile {
  final Pipe pipe;

  /**
   * How often the pipe had been opened for writing when this was opened and had no writer; −1 else.
   * Until somebody writes there is no hangup.
   */
  private int opensBeforeAnyWriter = -1;

  PipeEnd(Inode inode, Pipe pipe, int access, String name) {
    super(inode, access, name);
    this.pipe = pipe;
  }

  /** It was opened by name: counts as a reader, a writer or both, and wakes the other side. */
  void onOpened() {
    pipe.files++;
    boolean first = false;
    if (mayRead()) {
      pipe.readOpens++;
      first = pipe.readers++ == 0;
    }
    if (mayWrite()) {
      pipe.writeOpens++;
      first |= pipe.writers++ == 0;
    }
    if (first) {
      pipe.readQueue.wake(0);
    }
  }

  /** There is no writer yet, and this reader did not wait for one. */
  void expectFirstWriter() {
    opensBeforeAnyWriter = pipe.writeOpens;
  }

  /** How often the other end has been opened so far. */
  int partnerOpens() {
    return mayRead() ? pipe.writeOpens : pipe.readOpens;
  }

  @Override
  int read(ByteBuffer to, int offset, int length, SimulatedProcess process) {
    return pipe.read(this, to, offset, length, process);
  }

  @Override
  int write(ByteBuffer from, int offset, int length, SimulatedProcess process) {
    return pipe.write(this, from, offset, length, process);
  }

  @Override
  boolean isPollable() {
    return true;
  }

  @Override
  int poll() {
    return (mayRead() ? pipe.readiness(opensBeforeAnyWriter != pipe.writeOpens) : 0)
        | (mayWrite() ? pipe.room() : 0);
  }

  @Override
  void watch(EpollItem item) {
    if (mayRead()) {
      item.watchReading(pipe.readQueue);
    }
    if (mayWrite()) {
      item.watchWriting(pipe.writeQueue);
    }
  }

  @Override
  void onClose() {
    if (mayRead()) {
      pipe.readers--;
    }
    if (mayWrite()) {
      pipe.writers--;
    }
    pipe.onClosed();
    if (pipe.files == 0) {
      inode.pipe = null;
    }
  }
}
