package dev.pilcrow.simulator.state;

import dev.pilcrow.fifo.SendQueue;
import dev.pilcrow.protocol.hub.Hub;
import dev.pilcrow.protocol.hub.Session;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Octets for objects and all that they lead to. Two images are equal if the objects are, but for
 * what does not matter, and are linked alike: an object is written where it is met first, and
 * numbered; met again, its number stands for it.
 *
 * <pre>
 *   object   class, and each field in order     met before   number
 *   list     length, and each element           text, number, enum   its value
 * </pre>
 *
 * <p>Single-threaded. Images can be compared that one and the same object has made.
 */
public final class StateImage {
  private static final byte NULL = 0;
  private static final byte KNOWN = 1;
  private static final byte NEW = 2;
  private static final byte VALUE = 3;

  private final Map<Class<?>, Shape> shapes = new HashMap<>();
  private final IdentityHashMap<Object, Integer> known = new IdentityHashMap<>();
  private byte[] octets = new byte[1 << 13];
  private int length;
  private long nowNanos;

  /** What is followed of the objects of a class, and the number that stands for it. */
  private record Shape(int number, List<Field> fields) {}

  /** Valid until the next image is begun; {@link #length} of them count. */
  public byte[] octets() {
    return octets;
  }

  /** How many octets the image has. */
  public int length() {
    return length;
  }

  /**
   * Forgets the last image.
   *
   * @param time what the clock of all objects shows now
   */
  public void begin(long time) {
    nowNanos = time;
    length = 0;
    known.clear();
  }

  /**
   * Adds an object, and all that it leads to.
   *
   * @throws UnsupportedOperationException if it leads to something of which it is not known what
   *     matters
   */
  public void add(@Nullable Object object) {
    if (object == null) {
      put(NULL);
    } else if (!addValue(object)) {
      Integer before = known.putIfAbsent(object, known.size());
      if (before == null) {
        put(NEW);
        addNew(object);
      } else {
        put(KNOWN);
        putInt(before);
      }
    }
  }

  /** Whether it is one of those that are equal if they say the same. */
  private boolean addValue(Object object) {
    if (object instanceof String text) {
      put(VALUE);
      addOctets(text.getBytes(StandardCharsets.UTF_8));
    } else if (object instanceof Number number) {
      put(VALUE);
      putLong(number.longValue());
    } else if (object instanceof Boolean bool) {
      put(bool ? VALUE : NULL);
    } else if (object instanceof Enum<?> constant) {
      put(VALUE);
      addOctets(constant.name().getBytes(StandardCharsets.UTF_8));
    } else {
      return false;
    }
    return true;
  }

  private void addNew(Object object) {
    Shape shape = shapes.get(object.getClass());
    if (shape != null) {
      addFields(object, shape);
    } else if (object instanceof Abridged more) {
      add(more.abridged());
    } else if (object instanceof Hub hub) {
      add(hub.save(nowNanos));
    } else if (object instanceof Session session) {
      add(session.state()); // the hub's own image says all about it
      putInt(session.slot());
    } else if (object instanceof SendQueue queue) {
      addQueue(queue);
    } else if (object instanceof byte[] array) {
      addOctets(array);
    } else if (object instanceof BitSet set) {
      add(set.toLongArray());
    } else if (object.getClass().isArray()) {
      addArray(object);
    } else if (object instanceof Collection<?> collection) {
      addAll(ordered(collection));
    } else if (object instanceof Map<?, ?> map) {
      addMap(ordered(map));
    } else {
      Shape met = new Shape(shapes.size(), Matter.fields(object.getClass()));
      shapes.put(object.getClass(), met);
      addFields(object, met);
    }
  }

  /** Of an empty one it does not matter where its ring stands. */
  private void addQueue(SendQueue queue) {
    if (!queue.isEmpty()) {
      throw new UnsupportedOperationException(
          queue.sizeOctets() + " octets that are owed: they are not followed");
    }
    put(NULL);
  }

  private void addArray(Object array) {
    int size = Array.getLength(array);
    putInt(size);
    for (int i = 0; i < size; i++) {
      if (array instanceof int[] ints) {
        putInt(ints[i]);
      } else {
        add(Array.get(array, i));
      }
    }
  }

  private void addAll(Collection<?> elements) {
    putInt(elements.size());
    for (Object element : elements) {
      add(element);
    }
  }

  private void addMap(Map<?, ?> map) {
    putInt(map.size());
    map.forEach(
        (key, value) -> {
          add(key);
          add(value);
        });
  }

  /** Hash sets and maps of texts and numbers have no order but theirs. */
  private static Collection<?> ordered(Collection<?> elements) {
    boolean none = elements instanceof HashSet && !(elements instanceof LinkedHashSet);
    return none ? new TreeSet<>(elements) : elements;
  }

  private static Map<?, ?> ordered(Map<?, ?> map) {
    boolean none = map instanceof HashMap && !(map instanceof LinkedHashMap);
    return none ? new TreeMap<>(map) : map;
  }

  private void addFields(Object object, Shape shape) {
    putInt(shape.number);
    try {
      for (Field field : shape.fields) {
        addField(object, field);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addField(Object object, Field field) throws IllegalAccessException {
    Class<?> type = field.getType();
    if (type == int.class) {
      putInt(field.getInt(object));
    } else if (type == long.class) {
      putLong(field.getLong(object));
    } else if (type == boolean.class) {
      put((byte) (field.getBoolean(object) ? 1 : 0));
    } else {
      add(field.get(object));
    }
  }

  private void addOctets(byte[] array) {
    putInt(array.length);
    require(array.length);
    System.arraycopy(array, 0, octets, length, array.length);
    length += array.length;
  }

  private void put(byte octet) {
    require(1);
    octets[length++] = octet;
  }

  /** Most numbers are small. */
  private void putInt(int value) {
    if (value >= 0 && value < Byte.MAX_VALUE) {
      put((byte) value);
    } else {
      put(Byte.MAX_VALUE);
      putLong(value);
    }
  }

  private void putLong(long value) {
    require(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      octets[length++] = (byte) (value >>> shift);
    }
  }

  private void require(int more) {
    if (length + more > octets.length) {
      octets = Arrays.copyOf(octets, 2 * (length + more));
    }
  }
}
