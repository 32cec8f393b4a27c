package dev.pilcrow.fifo;

import java.nio.ByteBuffer;

/**
 * Where records end within a slice of a {@link SendQueue}, so that the queue can drop whole ones. A
 * slice holds whole records.
 */
@FunctionalInterface
public interface RecordEnd {
  /** Each record ends with a line feed, which belongs to it. */
  RecordEnd LINE_FEED =
      (octets, from, to) -> {
        for (int i = from; i < to; i++) {
          if (octets.get(i) == '\n') {
            return i + 1;
          }
        }
        return to;
      };

  /** Each slice, as it was given to the queue, is one record. */
  RecordEnd SLICE = (octets, from, to) -> to;

  /**
   * The index behind the record that begins at {@code from}.
   *
   * @param octets for absolute access, borrowed
   * @param to the end of the slice, greater than {@code from}
   * @return greater than {@code from}, at most {@code to}
   */
  int endOfRecord(ByteBuffer octets, int from, int to);
}
