package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OctetsProperties {

  @Property
  void an_octet_is_found_where_it_first_stands(
      @ForAll("octets") byte[] octets, @ForAll byte octet, @ForAll @IntRange(max = 20) int from) {
    int start = Math.min(from, octets.length);
    String text = new String(octets, ISO_8859_1);
    for (ByteBuffer in : views(octets)) {
      assertEquals(
          text.indexOf((char) (octet & 0xFF), start),
          Octets.indexOf(octet, in, start, octets.length));
      assertEquals(text.indexOf('\n', start), Octets.indexOfLf(in, start, octets.length));
      assertEquals(
          text.indexOf("\u00C2\u00B6", start), Octets.indexOfPilcrow(in, start, octets.length));
    }
  }

  @Property
  void nothing_is_found_behind_the_slice(@ForAll("octets") byte[] octets) {
    byte[] all = FrameArbitraries.concatenate(octets, "\n¶".getBytes(UTF_8));
    ByteBuffer in = ByteBuffer.wrap(all);
    String text = new String(octets, ISO_8859_1);
    assertEquals(text.indexOf('\n'), Octets.indexOfLf(in, 0, octets.length));
    int half = octets.length + 2;
    assertEquals(text.indexOf("\u00C2\u00B6"), Octets.indexOfPilcrow(in, 0, half));
    assertFalse(Octets.isPilcrow(in, octets.length + 1, half));
    assertTrue(Octets.isPilcrow(in, octets.length + 1, half + 1));
  }

  @Property
  void equal_octets_are_equal_and_hash_alike(
      @ForAll("octets") byte[] octets, @ForAll @IntRange(max = 9) int before) {
    ByteBuffer in = ByteBuffer.allocateDirect(before + octets.length).put(before, octets);
    assertTrue(Octets.equal(in, before, before + octets.length, octets));
    assertEquals(Octets.hash(octets), Octets.hash(in, before, before + octets.length));
    assertArrayEquals(octets, Octets.copy(in, before, before + octets.length));
  }

  @Property
  void octets_that_differ_in_one_place_are_not_equal(@ForAll("octets") byte[] octets) {
    for (int i = 0; i < octets.length; i++) {
      byte[] other = octets.clone();
      other[i] ^= 0x10;
      assertFalse(Octets.equal(ByteBuffer.wrap(other), 0, other.length, octets));
    }
    byte[] longer = Arrays.copyOf(octets, octets.length + 1);
    assertFalse(Octets.equal(ByteBuffer.wrap(longer), 0, longer.length, octets));
  }

  @Example
  void hashes_of_like_names_spread_over_a_small_table() {
    Set<Integer> slots = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      slots.add(Octets.hash(Names.octets("client-" + i)) & 1023);
    }
    assertTrue(slots.size() > 550, () -> slots.size() + " slots"); // 632 of 1024 at random
  }

  @Example
  void octets_become_text() {
    ByteBuffer in = ByteBuffer.wrap("alice é".getBytes(UTF_8));
    assertEquals("alice", Octets.ascii(in, 0, 5));
    assertEquals("é", Octets.utf8(in, 6, 8));
    assertEquals("\uFFFD", Octets.utf8(in, 6, 7));
  }

  @Provide
  Arbitrary<byte[]> octets() {
    return FrameArbitraries.octets(0, 60);
  }

  private static ByteBuffer[] views(byte[] octets) {
    ByteBuffer heap = ByteBuffer.wrap(octets);
    ByteBuffer direct = ByteBuffer.allocateDirect(octets.length).put(0, octets);
    return new ByteBuffer[] {
      heap, direct, direct.asReadOnlyBuffer(), direct.duplicate().order(ByteOrder.LITTLE_ENDIAN)
    };
  }
}
