package dev.pilcrow.fifo;

import static com.kenai.jffi.Type.POINTER;
import static com.kenai.jffi.Type.SINT32;
import static com.kenai.jffi.Type.ULONG;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks poll(2) what some descriptors are ready for, without waiting.
 *
 * <pre>
 *   struct pollfd   0    4        6         8
 *                   | fd | events | revents |
 * </pre>
 */
final class ReadyProbe {
  private static final NativeCall POLL = NativeCall.bind("poll", SINT32, POINTER, ULONG, SINT32);

  private static final int STRIDE = 8;
  private static final int EVENTS = 4;
  private static final int REVENTS = 6;
  private static final int POLLIN = 0x1;
  private static final int POLLOUT = 0x4;
  private static final int POLLERR = 0x8;
  private static final int POLLHUP = 0x10;
  private static final int POLLNVAL = 0x20;

  private final List<SelectionKey> watches = new ArrayList<>();
  private NativeBuffer structs = NativeBuffer.allocate(16 * STRIDE);

  void clear() {
    watches.clear();
  }

  /** Asks about a descriptor too, for what its key is interested in. */
  void add(int fd, SelectionKey watch) {
    int at = watches.size() * STRIDE;
    if (at == structs.capacity()) {
      NativeBuffer larger = NativeBuffer.allocate(2 * at);
      larger.bytes().put(0, structs.bytes(), 0, at);
      structs = larger;
    }
    int ops = watch.interestOps();
    int events =
        ((ops & SelectionKey.OP_READ) != 0 ? POLLIN : 0)
            | ((ops & SelectionKey.OP_WRITE) != 0 ? POLLOUT : 0);
    structs.bytes().putInt(at, fd);
    structs.bytes().putShort(at + EVENTS, (short) events);
    structs.bytes().putShort(at + REVENTS, (short) 0);
    watches.add(watch);
  }

  /**
   * Fills in the answers. Returns how many there are, 0 if the system refused: then all ask again.
   */
  int ask() {
    int count = watches.size();
    return count > 0 && POLL.call(structs.address(), count, 0) < 0 ? 0 : count;
  }

  SelectionKey watch(int index) {
    return watches.get(index);
  }

  /** Bits of {@link Poller} that hold. */
  int ready(int index) {
    int revents = revents(index);
    return ((revents & POLLIN) != 0 ? Poller.READ : 0)
        | ((revents & POLLOUT) != 0 ? Poller.WRITE : 0)
        | ((revents & POLLERR) != 0 ? Poller.ERROR : 0)
        | ((revents & POLLHUP) != 0 ? Poller.HANGUP : 0);
  }

  /** Whether the descriptor is not open. */
  boolean isClosed(int index) {
    return (revents(index) & POLLNVAL) != 0;
  }

  private int revents(int index) {
    return structs.bytes().getShort(index * STRIDE + REVENTS);
  }
}
