package dev.pilcrow.fifo;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;

/**
 * Where a direct buffer lies. A class of its own, so that {@link NativeBuffer} can be used without
 * loading the native binding (a simulated kernel never asks for an address).
 */
final class NativeAddress {
  private NativeAddress() {}

  static long of(ByteBuffer direct) {
    return MemoryIO.getInstance().getDirectBufferAddress(direct);
  }
}
