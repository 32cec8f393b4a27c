package dev.pilcrow.simulator.kernel;

/** Pages that no pipe holds, to be used again. */
final class PagePool {
  /** More than these are left to the garbage collector. */
  static final int MAX_FREE = 4096;

  private final Page[] free = new Page[MAX_FREE];
  private int count;

  /** A page with one piece; its octets are undefined. */
  Page take() {
    Page page = count > 0 ? free[--count] : new Page();
    page.pieces = 1;
    return page;
  }

  /** One piece of a page is gone. */
  void release(Page page) {
    if (--page.pieces == 0 && count < MAX_FREE) {
      free[count++] = page;
    }
  }
}
