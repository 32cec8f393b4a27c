package dev.pilcrow.simulator.check;

import dev.pilcrow.fifo.Errno;
import dev.pilcrow.fifo.FileStatus;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Whether both sides answered a step alike.
 *
 * <p>All of an answer counts, the order of epoll's events too, but for what kernels may choose:
 * numbers of devices and inodes (which files are the same is compared instead), and a directory's
 * size and links, which each file system counts in its own way.
 */
final class Comparison {
  private final Side simulated;
  private final Side real;

  Comparison(Side simulated, Side real) {
    this.simulated = simulated;
    this.real = real;
  }

  /**
   * Compares the last step's answers.
   *
   * @param content of the step's register
   * @return in words; null if they are alike
   */
  @Nullable String difference(Step step, int expected, int result, Content content) {
    if (expected != result) {
      return "simulated " + text(expected) + ", real " + text(result);
    }
    if (result < 0) {
      return null;
    }
    return switch (step.kind()) {
      case READ -> octets(result);
      case WAIT -> events(result);
      case STATUS -> content == Content.NULL_DEVICE ? null : status();
      case STATUS_AT -> statusAt();
      default -> null;
    };
  }

  private @Nullable String octets(int length) {
    ByteBuffer ours = simulated.buffer.bytes().slice(0, length);
    int at = ours.mismatch(real.buffer.bytes().slice(0, length));
    return at < 0 ? null : "the octets read differ from octet " + at + " of " + length + " on";
  }

  private @Nullable String events(int count) {
    for (int i = 0; i < count; i++) {
      if (simulated.events.events(i) != real.events.events(i)
          || simulated.events.data(i) != real.events.data(i)) {
        return "simulated " + events(simulated, count) + ", real " + events(real, count);
      }
    }
    return null;
  }

  private @Nullable String statusAt() {
    if (simulated.same != real.same) {
      return "the same file: simulated " + simulated.same + ", real " + real.same;
    }
    boolean device = (real.status.mode() & FileStatus.TYPE_MASK) == 0x2000;
    return device ? null : status();
  }

  private @Nullable String status() {
    FileStatus ours = simulated.status;
    FileStatus theirs = real.status;
    boolean directory = theirs.isDirectory();
    boolean alike =
        ours.mode() == theirs.mode()
            && ours.owner() == theirs.owner()
            && (directory || ours.links() == theirs.links())
            && (directory || ours.size() == theirs.size());
    return alike ? null : "simulated " + text(ours) + ", real " + text(theirs);
  }

  private static String events(Side side, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ", ")
          .append(side.events.data(i))
          .append(' ')
          .append(Step.events(side.events.events(i)));
    }
    return "[" + text + "]";
  }

  private static String text(int result) {
    return result < 0 ? "-" + Errno.name(-result) : Integer.toString(result);
  }

  private static String text(FileStatus status) {
    return String.format(
        "mode %06o, owner %d, %d links, %d octets",
        status.mode(), status.owner(), status.links(), status.size());
  }
}
