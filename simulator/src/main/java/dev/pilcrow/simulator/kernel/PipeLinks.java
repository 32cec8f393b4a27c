package dev.pilcrow.simulator.kernel;

import dev.pilcrow.fifo.Errno;

/**
 * tee(2) and splice(2), neither of which waits.
 *
 * <p>Source: fs/splice.c. Both wake whoever polls without saying what happened, so that everyone
 * who waits for a change hears of it.
 */
final class PipeLinks {
  private PipeLinks() {}

  static int tee(OpenFile from, OpenFile to, int length) {
    if (!from.mayRead() || !to.mayWrite()) {
      return -Errno.EBADF;
    }
    if (!(from instanceof PipeEnd in && to instanceof PipeEnd out) || in.pipe == out.pipe) {
      return -Errno.EINVAL;
    }
    int refusal = refusal(in.pipe, out.pipe);
    return refusal < 0 ? refusal : link(in.pipe, out.pipe, length);
  }

  static int splice(OpenFile from, OpenFile to, int length) {
    if (!from.mayRead() || !to.mayWrite()) {
      return -Errno.EBADF;
    }
    if (!(from instanceof PipeEnd in)) {
      return spliceFromOther(to);
    }
    if (to instanceof PipeEnd out) {
      if (in.pipe == out.pipe) {
        return -Errno.EINVAL;
      }
      int refusal = refusal(in.pipe, out.pipe);
      return refusal < 0 ? refusal : move(in.pipe, out.pipe, length);
    }
    if (to instanceof NullDevice.Opened || to instanceof RegularFile.Opened) {
      return drain(in.pipe, to, length);
    }
    return -Errno.EINVAL;
  }

  /** What Linux looks at before it takes both pipes' locks. */
  private static int refusal(Pipe in, Pipe out) {
    if (in.slots.isEmpty() && in.writers > 0) {
      return -Errno.EAGAIN;
    }
    if (out.slots.isFull()) {
      return out.readers == 0 ? -Errno.EPIPE : -Errno.EAGAIN;
    }
    return 0;
  }

  private static int link(Pipe in, Pipe out, int length) {
    if (out.readers == 0) {
      return -Errno.EPIPE;
    }
    int total = 0;
    for (int i = 0; i < in.slots.count() && total < length && !out.slots.isFull(); i++) {
      int taken = Math.min(in.slots.length(i), length - total);
      linkPiece(in, i, taken, out);
      total += taken;
    }
    if (total > 0) {
      out.readQueue.wake(0);
    }
    return total;
  }

  private static int move(Pipe in, Pipe out, int length) {
    if (out.readers == 0) {
      return -Errno.EPIPE;
    }
    int total = 0;
    boolean freed = false;
    while (total < length && !in.slots.isEmpty() && !out.slots.isFull()) {
      int taken = Math.min(in.slots.length(0), length - total);
      if (taken == in.slots.length(0)) {
        out.slots.append(in.slots.page(0), in.slots.offset(0), taken, in.slots.mayMerge(0));
        in.slots.removeFirst();
        freed = true;
      } else {
        linkPiece(in, 0, taken, out);
        in.drop(taken);
      }
      total += taken;
    }
    if (total > 0) {
      out.readQueue.wake(0);
    }
    if (freed) {
      in.writeQueue.wake(0);
    }
    return total;
  }

  private static void linkPiece(Pipe in, int index, int length, Pipe out) {
    Page page = in.slots.page(index);
    page.pieces++;
    out.slots.append(page, in.slots.offset(index), length, false);
  }

  private static int drain(Pipe in, OpenFile to, int length) {
    if (in.slots.isEmpty()) {
      return in.writers > 0 ? -Errno.EAGAIN : 0;
    }
    int total = 0;
    boolean freed = false;
    while (total < length && !in.slots.isEmpty()) {
      int taken = Math.min(in.slots.length(0), length - total);
      if (to instanceof RegularFile.Opened file) {
        file.append(in.slots.page(0).octets, in.slots.offset(0), taken);
      }
      freed |= taken == in.slots.length(0);
      in.drop(taken);
      total += taken;
    }
    if (freed) {
      in.writeQueue.wake(0);
    }
    return total;
  }

  /** Into a pipe from what is none: only its refusals are simulated. */
  private static int spliceFromOther(OpenFile to) {
    if (to instanceof PipeEnd out) {
      if (out.pipe.readers == 0) {
        return -Errno.EPIPE;
      }
      if (out.pipe.slots.isFull()) {
        return -Errno.EAGAIN;
      }
    }
    return -Errno.EINVAL;
  }
}
