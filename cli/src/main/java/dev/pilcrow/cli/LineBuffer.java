package dev.pilcrow.cli;

import dev.pilcrow.fifo.NativeBuffer;
import dev.pilcrow.protocol.frame.Octets;
import dev.pilcrow.protocol.frame.Wire;
import java.nio.ByteBuffer;

/**
 * Cuts input into lines, bounded. A line ends at LF; the last one also at the end of the input.
 *
 * <pre>
 *   [ taken | line LF | next lines, unfinished | free ]
 *   0       from                               to     capacity
 * </pre>
 *
 * <p>A line stays until it is taken, so that one which cannot be sent yet is offered again. Of one
 * that is too long nothing is kept but its number.
 */
final class LineBuffer {
  /** What {@link #find} has found. */
  enum Found {
    /** A line: {@link #line}. */
    LINE,
    /** The end of a line that is longer than the bound. */
    TOO_LONG,
    /** No line as yet. */
    NOTHING,
    /** The input has ended and all of it is taken. */
    END
  }

  private final NativeBuffer buffer;
  private final int maxLineOctets;
  private final boolean cutsLines;
  private int from;
  private int to;

  /** Up to here there is no LF in what is not taken yet. */
  private int searched;

  private int lineEnd;
  private boolean discarding;
  private boolean ended;
  private long lineNumber = 1;

  /**
   * @param maxLineOctets how long a line may be, its LF not counted
   * @param readOctets how much is read at once
   */
  LineBuffer(int maxLineOctets, int readOctets) {
    this(maxLineOctets, readOctets, true);
  }

  private LineBuffer(int maxLineOctets, int readOctets, boolean cutsLines) {
    this.maxLineOctets = maxLineOctets;
    this.cutsLines = cutsLines;
    this.buffer = NativeBuffer.allocate(maxLineOctets + 1 + readOctets);
  }

  /** One that cuts nothing: whatever was read counts as a line. */
  static LineBuffer ofAnyOctets(int readOctets) {
    return new LineBuffer(readOctets, readOctets, false);
  }

  /** Where input is read to, from {@link #fillFrom} on. */
  NativeBuffer buffer() {
    return buffer;
  }

  /** Where the next input goes; {@code readOctets} fit when no line is found. */
  int fillFrom() {
    return to;
  }

  /** So many octets were read. */
  void filled(int octets) {
    to += octets;
  }

  /** The input has ended. */
  void end() {
    ended = true;
  }

  /** Looks for the next line. Finds the same one again until {@link #take} is called. */
  Found find() {
    if (!cutsLines && from < to) {
      lineEnd = to;
      return Found.LINE;
    }
    int lf = Octets.indexOf(Wire.LF, buffer.bytes(), searched, to);
    if (lf < 0) {
      searched = to;
      return ended ? findLast() : findNone();
    }
    lineEnd = lf;
    return discarding || lf - from > maxLineOctets ? Found.TOO_LONG : Found.LINE;
  }

  /** The line that was found, from position to limit; borrowed until {@link #take}. */
  ByteBuffer line() {
    return buffer.bytes().duplicate().position(from).limit(lineEnd);
  }

  /** The same with its LF, if it has one. */
  ByteBuffer lineWithEnd() {
    return line().limit(Math.min(to, lineEnd + 1));
  }

  /** The number of the line that was found, from 1 on. */
  long lineNumber() {
    return lineNumber;
  }

  /** Goes on to what is behind the line that was found. */
  void take() {
    from = Math.min(to, lineEnd + 1);
    searched = from;
    discarding = false;
    lineNumber++;
  }

  private Found findLast() {
    if (from == to && !discarding) {
      return Found.END;
    }
    lineEnd = to;
    return discarding || to - from > maxLineOctets ? Found.TOO_LONG : Found.LINE;
  }

  private Found findNone() {
    if (discarding || to - from > maxLineOctets) {
      discarding = true;
      from = to;
    }
    buffer.bytes().put(0, buffer.bytes(), from, to - from);
    to -= from;
    from = 0;
    searched = to;
    return Found.NOTHING;
  }
}
