package dev.pilcrow.fifo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A descriptor that takes as much at each write as it is told to, and then no more. */
final class TakingKernel extends FailingKernel {
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private int writes;
  private int lastLength;

  /** The next writes take at most so many octets each; 0 or less is answered as it stands. */
  TakingKernel willAnswer(List<Integer> next) {
    answers.clear();
    answers.addAll(next);
    return this;
  }

  /** Octets taken so far. */
  byte[] taken() {
    return taken.toByteArray();
  }

  String text() {
    return taken.toString(StandardCharsets.UTF_8);
  }

  /** How often it was called. */
  int writes() {
    return writes;
  }

  /** How many octets the last write had asked for. */
  int lastLength() {
    return lastLength;
  }

  @Override
  public int write(int fd, NativeBuffer buffer, int offset, int length) {
    if (length < 1) {
      throw new AssertionError("a write of " + length);
    }
    writes++;
    lastLength = length;
    int answer = answers.isEmpty() ? -Errno.EAGAIN : answers.removeFirst();
    if (answer <= 0) {
      return answer;
    }
    int octets = Math.min(answer, length);
    for (int i = 0; i < octets; i++) {
      taken.write(buffer.bytes().get(offset + i));
    }
    return octets;
  }
}
