package dev.pilcrow.fifo;

import java.util.Objects;

/**
 * Room for what epoll_wait(2) answers: an array of {@code struct epoll_event}.
 *
 * <pre>
 *   x86-64 (packed)            0        4                12
 *                              | events | data           |
 *   all others (aligned)       0        4       8                16
 *                              | events | (gap) | data           |
 * </pre>
 *
 * <p>Filled by {@link Kernel#epollWait}; a kernel that is not the machine's own fills it through
 * {@link #set}.
 */
public final class EpollEvents {

  /** Octets from one event to the next. */
  static final int STRIDE = Platform.IS_X86_64 ? 12 : 16;

  static final int DATA_OFFSET = Platform.IS_X86_64 ? 4 : 8;

  private final NativeBuffer buffer;
  private final int max;

  /**
   * @param max how many events fit, at least 1
   */
  public EpollEvents(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max " + max);
    }
    this.buffer = NativeBuffer.allocate(max * STRIDE);
    this.max = max;
  }

  /** How many events fit. */
  public int max() {
    return max;
  }

  /** Bits of {@link Epoll} that hold for event {@code index}. */
  public int events(int index) {
    return buffer.bytes().getInt(at(index));
  }

  /** What was given to {@link Kernel#epollControl} with the descriptor of event {@code index}. */
  public long data(int index) {
    return buffer.bytes().getLong(at(index) + DATA_OFFSET);
  }

  /** Writes event {@code index}, for kernels written in Java. */
  public void set(int index, int events, long data) {
    buffer.bytes().putInt(at(index), events);
    buffer.bytes().putLong(at(index) + DATA_OFFSET, data);
  }

  NativeBuffer buffer() {
    return buffer;
  }

  private int at(int index) {
    return Objects.checkIndex(index, max) * STRIDE;
  }
}
