package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.FileStatus;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A regular file: octets. */
final class RegularFile extends Inode {
  private byte[] octets;
  private int size;

  RegularFile(long device, long number, int permissions, int owner, byte[] content) {
    super(device, number, FileStatus.TYPE_REGULAR | permissions, owner);
    this.octets = content.clone();
    this.size = content.length;
  }

  byte[] content() {
    return Arrays.copyOf(octets, size);
  }

  @Override
  long size() {
    return size;
  }

  void write(int position, byte[] from, int offset, int length) {
    reserve(position + length);
    System.arraycopy(from, offset, octets, position, length);
  }

  private void reserve(int end) {
    if (end > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(end, 2 * octets.length));
    }
    size = Math.max(size, end);
  }

  /** An opening of it, with a position of its own. */
  static final class Opened extends OpenFile {
    private final RegularFile file;
    private int position;

    Opened(RegularFile file, int access, String name) {
      super(file, access, name);
      this.file = file;
    }

    @Override
    int read(ByteBuffer to, int offset, int length, SimulatedProcess process) {
      int taken = Math.max(0, Math.min(length, file.size - position));
      to.put(offset, file.octets, position, taken);
      position += taken;
      return taken;
    }

    @Override
    int write(ByteBuffer from, int offset, int length, SimulatedProcess process) {
      file.reserve(position + length);
      from.get(offset, file.octets, position, length);
      position += length;
      return length;
    }

    void append(byte[] from, int offset, int length) {
      file.write(position, from, offset, length);
      position += length;
    }
  }
}
