package dev.pilcrow.simulator.kernel;

import dev.pilcrow.simulator.state.Abridged;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pipe's slots: a ring of pieces of pages, oldest first.
 *
 * <pre>
 *   piece   26           25 ..... 13   12 ..... 0
 *           may merge    length        offset in its page
 * </pre>
 *
 * <p>The ring grows with what is in it, up to the pipe's capacity, so that an empty pipe costs
 * nothing. A length is 1 to 4096, but for the moment in which the first piece is read to its end.
 */
final class PipeSlots implements Abridged {
  private static final Page[] NO_PAGES = {};
  private static final int[] NO_PIECES = {};
  private static final int FIRST_LENGTH = 4;

  private static final int FIELD_MASK = 0x1FFF;
  private static final int LENGTH_SHIFT = 13;
  private static final int MERGE = 1 << 26;

  private Page[] pages = NO_PAGES;
  private int[] pieces = NO_PIECES;
  private int first;
  private int count;
  private int capacity;

  PipeSlots(int capacity) {
    this.capacity = capacity;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count >= capacity;
  }

  int count() {
    return count;
  }

  int capacity() {
    return capacity;
  }

  /** Changes how many slots there are, at least {@link #count}. */
  void setCapacity(int slots) {
    capacity = slots;
  }

  /** The page of the piece at {@code index}, 0 being the oldest. */
  Page page(int index) {
    return pages[at(index)];
  }

  int offset(int index) {
    return pieces[at(index)] & FIELD_MASK;
  }

  int length(int index) {
    return (pieces[at(index)] >>> LENGTH_SHIFT) & FIELD_MASK;
  }

  boolean mayMerge(int index) {
    return (pieces[at(index)] & MERGE) != 0;
  }

  /** Puts a piece into the next slot; it is counted at its page already. */
  void append(Page page, int offset, int length, boolean mayMerge) {
    if (count == pages.length) {
      grow();
    }
    int at = at(count++);
    pages[at] = page;
    pieces[at] = piece(offset, length, mayMerge);
  }

  /** Writes behind the newest piece, into its page, if all of it fits there. */
  boolean merge(ByteBuffer from, int offset, int length) {
    if (count == 0) {
      return false;
    }
    int newest = count - 1;
    int end = offset(newest) + length(newest);
    if (!mayMerge(newest) || end + length > Page.SIZE) {
      return false;
    }
    from.get(offset, page(newest).octets, /* offset= */ end, length);
    pieces[at(newest)] += length << LENGTH_SHIFT;
    return true;
  }

  /** Takes octets off the front of the oldest piece. */
  void skip(int length) {
    pieces[first] = pieces[first] + length - (length << LENGTH_SHIFT);
  }

  /** Empties the oldest piece's slot; the piece is still counted at its page. */
  void removeFirst() {
    first = (first + 1) & (pages.length - 1);
    count--;
  }

  private int at(int index) {
    return (first + index) & (pages.length - 1);
  }

  /** The length stays a power of two. */
  private void grow() {
    int length = Math.max(FIRST_LENGTH, 2 * pages.length);
    Page[] newPages = new Page[length];
    int[] newPieces = new int[length];
    for (int i = 0; i < count; i++) {
      newPages[i] = pages[at(i)];
      newPieces[i] = pieces[at(i)];
    }
    pages = newPages;
    pieces = newPieces;
    first = 0;
  }

  private static int piece(int offset, int length, boolean mayMerge) {
    return offset | length << LENGTH_SHIFT | (mayMerge ? MERGE : 0);
  }

  /** Where the ring stands, and what else is in the pages, nobody can tell. */
  @Override
  public Object abridged() {
    List<Object> all = new ArrayList<>();
    all.add(capacity);
    for (int i = 0; i < count; i++) {
      int from = offset(i);
      all.add(from);
      all.add(mayMerge(i));
      all.add(Arrays.copyOfRange(page(i).octets, from, from + length(i)));
    }
    return all;
  }

  @Override
  public String toString() {
    int[] lengths = new int[count];
    Arrays.setAll(lengths, this::length);
    return Arrays.toString(lengths) + " of " + capacity;
  }
}
