package dev.pilcrow.fifo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap, with the address that the kernel needs taken once.
 *
 * <p>Passing an address to a system call costs 1.18 times a call from C; passing a {@link
 * ByteBuffer} through the binding costs 1.30 times, since its address is looked up at each call. So
 * the address is looked up here, the first time that it is asked for, and kept.
 *
 * <p>Use {@link #bytes()} by absolute index only: its position and limit carry no meaning and are
 * not moved by {@link Kernel#read} and {@link Kernel#write}. Its order is the machine's own, as the
 * kernel's structs want it. The memory lives as long as this object.
 */
public final class NativeBuffer {
  private final ByteBuffer bytes;
  private long address;

  private NativeBuffer(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * A fresh buffer, all zero.
   *
   * @param capacity its length in octets, at least 1
   */
  public static NativeBuffer allocate(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    return new NativeBuffer(ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder()));
  }

  /**
   * The octets, for absolute access; always the same object, position 0, limit {@link #capacity}.
   */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** The length in octets. */
  public int capacity() {
    return bytes.capacity();
  }

  /**
   * The address of octet 0. Valid while this object is reachable: who hands it to the kernel must
   * keep this object reachable until the call has returned.
   */
  public long address() {
    if (address == 0) {
      address = NativeAddress.of(bytes);
    }
    return address;
  }
}
