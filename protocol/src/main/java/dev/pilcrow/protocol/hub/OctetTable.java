package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash table keyed by octets that can be asked with a slice of a buffer, so that looking up a
 * token or a name of a borrowed frame allocates nothing. Open addressing, linear probing, deletion
 * by shifting back.
 */
final class OctetTable<V> {
  private static final int FIRST_CAPACITY = 16;

  private byte[] @Nullable [] keys = new byte[FIRST_CAPACITY][];
  private @Nullable Object[] values = new Object[FIRST_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  @Nullable V get(ByteBuffer in, int from, int to) {
    int mask = keys.length - 1;
    for (int i = Octets.hash(in, from, to) & mask; ; i = (i + 1) & mask) {
      byte[] key = keys[i];
      if (key == null) {
        return null;
      }
      if (Octets.equal(in, from, to, key)) {
        return value(i);
      }
    }
  }

  @Nullable V get(byte[] key) {
    int i = find(key);
    return keys[i] == null ? null : value(i);
  }

  /** The key must not be there already. The array is kept, not copied. */
  void put(byte[] key, V value) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int i = find(key);
    if (keys[i] != null) {
      throw new IllegalStateException("key is there already");
    }
    keys[i] = key;
    values[i] = value;
    size++;
  }

  /** Removes the key if it is there. */
  void remove(byte[] key) {
    int hole = find(key);
    if (keys[hole] == null) {
      return;
    }
    size--;
    int mask = keys.length - 1;
    for (int i = (hole + 1) & mask; ; i = (i + 1) & mask) {
      byte[] moved = keys[i];
      if (moved == null) {
        break;
      }
      int home = Octets.hash(moved) & mask;
      if (((i - home) & mask) >= ((i - hole) & mask)) {
        keys[hole] = moved;
        values[hole] = values[i];
        hole = i;
      }
    }
    keys[hole] = null;
    values[hole] = null;
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(keys, null);
      Arrays.fill(values, null);
      size = 0;
    }
  }

  /** The keys, in no order. */
  List<byte[]> keys() {
    List<byte[]> all = new ArrayList<>(size);
    for (byte[] key : keys) {
      if (key != null) {
        all.add(key);
      }
    }
    return all;
  }

  private int find(byte[] key) {
    int mask = keys.length - 1;
    int i = Octets.hash(key) & mask;
    while (keys[i] != null && !Arrays.equals(keys[i], key)) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private void grow() {
    byte[] @Nullable [] oldKeys = keys;
    Object[] oldValues = values;
    keys = new byte[2 * oldKeys.length][];
    values = new Object[2 * oldKeys.length];
    for (int j = 0; j < oldKeys.length; j++) {
      byte[] key = oldKeys[j];
      if (key != null) {
        int i = find(key);
        keys[i] = key;
        values[i] = oldValues[j];
      }
    }
  }

  @SuppressWarnings("unchecked") // put() alone writes values
  private V value(int i) {
    return (V) values[i];
  }
}
