package dev.pilcrow.simulator.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.fifo.BurstPool;
import dev.pilcrow.fifo.SendQueue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateImageTest {
  private final StateImage image = new StateImage();

  static class Node {
    final String name;
    transient int scratch;
    @Nullable Object next;

    Node(String name) {
      this.name = name;
    }
  }

  static final class Brief extends Node implements Abridged {
    Brief(String name) {
      super(name);
    }

    @Override
    public Object abridged() {
      return List.of(name);
    }
  }

  @Test
  void what_is_equal_and_linked_alike_has_the_same_image() {
    assertTrue(same(ring("a", "b"), ring("a", "b")));
    assertFalse(same(ring("a", "b"), ring("a", "c")));
    assertFalse(same(ring("a", "a"), ring("a")), "two in a ring are not one that leads to itself");
  }

  @Test
  void what_is_met_twice_is_not_the_same_as_two_that_are_equal() {
    Node one = new Node("a");

    assertFalse(same(List.of(one, one), List.of(new Node("a"), new Node("a"))));
    assertTrue(same(List.of("a", "a"), List.of("a", new String(new char[] {'a'}))));
  }

  @Test
  void what_is_transient_or_abridged_does_not_count() {
    Node one = new Node("a");
    one.scratch = 7;
    Node brief = new Brief("a");
    brief.next = one;

    assertTrue(same(one, new Node("a")));
    assertTrue(same(brief, new Brief("a")));
    assertFalse(same(brief, new Brief("b")));
  }

  @Test
  void a_hash_map_counts_by_what_is_in_it_and_another_in_its_order() {
    Map<String, Integer> there = new LinkedHashMap<>();
    there.put("a", 1);
    there.put("b", 1_000_000);
    Map<String, Integer> back = new LinkedHashMap<>();
    back.put("b", 1_000_000);
    back.put("a", 1);

    assertTrue(same(new HashMap<>(there), new HashMap<>(back)));
    assertFalse(same(there, back));
  }

  @Test
  void values_of_every_kind_count() {
    assertFalse(same(new int[] {1}, new int[] {2}));
    assertFalse(same(new byte[] {1}, new byte[] {2}));
    assertFalse(same(new long[] {1}, new long[] {1L << 40}));
    assertFalse(same(true, false));
    assertFalse(same(Thread.State.NEW, Thread.State.RUNNABLE));
    assertFalse(same(new Object[] {null}, new Object[] {"a"}));
  }

  @Test
  void a_class_of_which_nothing_is_known_is_refused() {
    assertThrows(UnsupportedOperationException.class, () -> of(new Random(1)));
  }

  @Test
  void an_empty_queue_is_empty_wherever_its_ring_stands_and_another_is_refused() {
    BurstPool pool = new BurstPool(16, 1);
    SendQueue queue = new SendQueue(16, pool);
    queue.reserve(4);
    assertThrows(UnsupportedOperationException.class, () -> of(queue));

    queue.clear();
    assertTrue(same(queue, new SendQueue(16, pool)));
  }

  private static Node ring(String... names) {
    Node first = new Node(names[0]);
    Node last = first;
    for (int i = 1; i < names.length; i++) {
      Node next = new Node(names[i]);
      last.next = next;
      last = next;
    }
    last.next = first;
    return first;
  }

  private boolean same(Object one, Object other) {
    return Arrays.equals(of(one), of(other));
  }

  private byte[] of(Object object) {
    image.begin(0);
    image.add(object);
    byte[] octets = Arrays.copyOf(image.octets(), image.length());
    image.begin(0);
    image.add(object);
    assertArrayEquals(octets, Arrays.copyOf(image.octets(), image.length()));
    return octets;
  }
}
