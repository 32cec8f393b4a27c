package dev.pilcrow.simulator.kernel;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A process's descriptors: the lowest free number is given first. */
final class DescriptorTable {
  private final int limit;
  private final BitSet used = new BitSet();
  private @Nullable OpenFile[] files = new OpenFile[8];
  private int lowestFree;
  private int count;

  DescriptorTable(int limit) {
    this.limit = limit;
  }

  /** How many are open. */
  int count() {
    return count;
  }

  /** Whether so many more can be had. */
  boolean hasRoom(int more) {
    return count + more <= limit;
  }

  /** What a descriptor stands for, or null. */
  @Nullable OpenFile get(int fd) {
    return fd >= 0 && fd < files.length ? files[fd] : null;
  }

  /** Gives a file the lowest free descriptor; there must be room. */
  int add(OpenFile file) {
    int fd = used.nextClearBit(lowestFree);
    used.set(fd);
    lowestFree = fd + 1;
    count++;
    if (fd >= files.length) {
      files = Arrays.copyOf(files, Math.max(fd + 1, 2 * files.length));
    }
    files[fd] = file;
    return fd;
  }

  void remove(int fd) {
    files[fd] = null;
    used.clear(fd);
    lowestFree = Math.min(lowestFree, fd);
    count--;
  }

  /** The first open descriptor that is not less than {@code from}; −1 if there is none. */
  int next(int from) {
    return used.nextSetBit(from);
  }
}
