package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.NativeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A process as its {@link CallGate} sees it: alive or not, and what its present call is about.
 *
 * <p>What a call is not about is −1, 0 or null.
 */
abstract class GatedProcess {
  private final String name;
  private final transient CallGate gate;
  private boolean alive = true;

  private transient int callDescriptor = -1;
  private transient int callOtherDescriptor = -1;
  private transient int callLength;
  private transient int callFlags;
  private transient @Nullable String callPath;
  private transient @Nullable NativeBuffer callBuffer;
  private transient int callOffset;

  GatedProcess(String name, CallGate gate) {
    this.name = name;
    this.gate = gate;
  }

  public final String name() {
    return name;
  }

  public final boolean isAlive() {
    return alive;
  }

  /** The descriptor of the present call: the directory's, the source's, the epoll's; or −1. */
  public final int callDescriptor() {
    return callDescriptor;
  }

  /** The present call's other descriptor: where tee and splice write, what epoll_ctl is about. */
  public final int callOtherDescriptor() {
    return callOtherDescriptor;
  }

  /** The path of the present call, or null. */
  public final @Nullable String callPath() {
    return callPath;
  }

  /** The length in octets of the present call, or the capacity; of epoll_wait the milliseconds. */
  public final int callLength() {
    return callLength;
  }

  /**
   * The memory that the present call, a read or a write, is about; null for other calls. After the
   * call its octets from {@link #callOffset} on are what was read or written.
   */
  public final @Nullable NativeBuffer callBuffer() {
    return callBuffer;
  }

  /** Where in {@link #callBuffer} the call's octets begin. */
  public final int callOffset() {
    return callOffset;
  }

  /**
   * A copy of the first octets that the present call, a read or a write, is about; none for other
   * calls.
   *
   * @param length how many; after a read its result
   */
  public final byte[] callOctets(int length) {
    NativeBuffer buffer = callBuffer;
    byte[] octets = new byte[buffer == null ? 0 : length];
    if (buffer != null) {
      buffer.bytes().get(callOffset, octets);
    }
    return octets;
  }

  /** Flags or mode of the present call; of epoll_ctl the operation. */
  public final int callFlags() {
    return callFlags;
  }

  @Override
  public final String toString() {
    return name;
  }

  /** This as the gate knows it. */
  abstract SimulatedProcess self();

  /** Enters a call that is about a path. Returns 0 or −errno. */
  final int enterPath(SystemCall call, int dirFd, String path, int flags) {
    callPath = path;
    callBuffer = null;
    return pass(call, dirFd, -1, 0, flags);
  }

  /** Enters a call that is about no path. Returns 0 or −errno. */
  final int enter(SystemCall call, int fd, int other, int length, int flags) {
    callPath = null;
    callBuffer = null;
    return pass(call, fd, other, length, flags);
  }

  /** Enters a read or a write. Returns 0 or −errno. */
  final int enterTransfer(SystemCall call, int fd, NativeBuffer buffer, int offset, int length) {
    callPath = null;
    callBuffer = buffer;
    callOffset = offset;
    return pass(call, fd, -1, length, 0);
  }

  /** One of the process's epolls has something to look at. */
  final void onEvents() {
    gate.onEvents(self());
  }

  /** Leaves a call. Returns the result. */
  final int leave(SystemCall call, int result) {
    gate.leave(self(), call, result);
    return result;
  }

  /** A call has nothing to answer yet. Returns false if the sleep is over without an answer. */
  final boolean sleep(SystemCall call, long untilNanos) {
    requireAlive();
    boolean again = gate.block(self(), call, untilNanos);
    requireAlive();
    return again;
  }

  /** A call sleeps until something happens. Returns false if a signal ended it. */
  final boolean sleep(SystemCall call) {
    return sleep(call, Long.MAX_VALUE);
  }

  final void onKilled() {
    alive = false;
  }

  private int pass(SystemCall call, int fd, int other, int length, int flags) {
    callDescriptor = fd;
    callOtherDescriptor = other;
    callLength = length;
    callFlags = flags;
    requireAlive();
    int result = gate.enter(self(), call);
    requireAlive();
    return result;
  }

  private void requireAlive() {
    if (!alive) {
      throw new ProcessKilled(self());
    }
  }
}
