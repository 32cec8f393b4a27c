package dev.pilcrow.simulator.kernel;

import java.util.HashMap;
import java.util.Map;

/** How many pages the pipes of each user may hold: {@code /proc/sys/fs/pipe-user-pages-soft}. */
final class PipePages {
  static final int DEFAULT_SLOTS = 16;

  /** What a new pipe gets once its user is past the limit. */
  static final int SLOTS_PAST_LIMIT = 2;

  /** {@code /proc/sys/fs/pipe-max-size}, 1 MiB, in slots. */
  static final int MAX_SLOTS = (1 << 20) / Page.SIZE;

  static final int DEFAULT_SOFT_LIMIT = 16_384;

  private final Map<Integer, Account> accounts = new HashMap<>();
  private int softLimit = DEFAULT_SOFT_LIMIT;

  /** One user's pages. */
  final class Account {
    private long pages;

    void add(int more) {
      pages += more;
    }

    boolean wouldExceed(int more) {
      return softLimit > 0 && pages + more > softLimit;
    }
  }

  /**
   * @param pages 0 for no limit
   */
  void setSoftLimit(int pages) {
    softLimit = pages;
  }

  Pipe newPipe(PagePool pool, SimulatedProcess owner) {
    Account account = accounts.computeIfAbsent(owner.userId(), user -> new Account());
    int slots =
        !owner.isPrivileged() && account.wouldExceed(DEFAULT_SLOTS)
            ? SLOTS_PAST_LIMIT
            : DEFAULT_SLOTS;
    account.add(slots);
    return new Pipe(pool, account, slots);
  }

  /**
   * The slots for a capacity asked for: a power of two of pages that has room for it, at least one.
   *
   * @param octets an unsigned number
   * @return 0 if there is no such power
   */
  static int slotsFor(int octets) {
    long size = Integer.toUnsignedLong(octets);
    if (size > 1L << 31) {
      return 0;
    }
    long pages = Math.max(1, (size + Page.SIZE - 1) / Page.SIZE);
    return (int) Long.highestOneBit(2 * pages - 1);
  }
}
