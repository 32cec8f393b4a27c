package dev.pilcrow.simulator.explore;

import java.util.ArrayDeque;
import java.util.Arrays;

/** Encoded states, first in first out, in blocks that are given back when they have been read. */
final class StateQueue {
  private static final int BLOCK = 1 << 20;

  private final ArrayDeque<byte[]> blocks = new ArrayDeque<>();
  private byte[] last = new byte[BLOCK];
  private int end;
  private int begin;
  private long size;

  StateQueue() {
    blocks.add(last);
  }

  long size() {
    return size;
  }

  void add(byte[] state, int length) {
    if (end + Short.BYTES + length > BLOCK) {
      if (end + Short.BYTES <= BLOCK) {
        putLength(0);
      }
      last = new byte[BLOCK];
      blocks.add(last);
      end = 0;
    }
    putLength(length);
    System.arraycopy(state, 0, last, end, length);
    end += length;
    size++;
  }

  /** The oldest. */
  byte[] remove() {
    byte[] first = blocks.getFirst();
    int length = begin + Short.BYTES <= BLOCK ? length(first) : 0;
    if (length == 0) {
      blocks.removeFirst();
      first = blocks.getFirst();
      begin = 0;
      length = length(first);
    }
    begin += Short.BYTES;
    byte[] state = Arrays.copyOfRange(first, begin, begin + length);
    begin += length;
    size--;
    return state;
  }

  private int length(byte[] block) {
    return (block[begin] & 0xFF) << Byte.SIZE | (block[begin + 1] & 0xFF);
  }

  private void putLength(int length) {
    last[end++] = (byte) (length >>> Byte.SIZE);
    last[end++] = (byte) length;
  }
}
