package dev.pilcrow.simulator.kernel;

import java.nio.ByteBuffer;

/** {@code /dev/null}: takes everything, gives nothing, and cannot be polled. */
final class NullDevice extends Inode {
  private static final int TYPE_CHARACTER_DEVICE = 0x2000;

  NullDevice(long device, long number) {
    super(device, number, TYPE_CHARACTER_DEVICE | 0666, 0);
  }

  static final class Opened extends OpenFile {
    Opened(Inode inode, int access, String name) {
      super(inode, access, name);
    }

    @Override
    int read(ByteBuffer to, int offset, int length, SimulatedProcess process) {
      return 0;
    }

    @Override
    int write(ByteBuffer from, int offset, int length, SimulatedProcess process) {
      return length;
    }
  }
}
