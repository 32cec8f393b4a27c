package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class NamesProperties {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  @Property
  void any_name_is_one(@ForAll("names") String name) {
    byte[] octets = Names.octets(name);
    assertTrue(Names.isName(name));
    assertTrue(Names.isName(ByteBuffer.wrap(octets), 0, octets.length));
  }

  @Property
  void any_octets_are_a_name_when_the_grammar_says_so(@ForAll("octets") byte[] octets) {
    String text = new String(octets, ISO_8859_1);
    boolean expected = NAME.matcher(text).matches();
    assertEquals(expected, Names.isName(text));
    assertEquals(expected, Names.isName(ByteBuffer.wrap(octets), 0, octets.length));
  }

  @Property
  void each_octet_ends_a_name_or_not_wherever_it_stands(
      @ForAll @IntRange(max = 255) int octet, @ForAll @IntRange(min = 1, max = 70) int length) {
    byte[] octets = new byte[length];
    boolean fits = NAME.matcher("a" + (char) octet).matches();
    for (int place = 1; place < Math.min(length, Wire.MAX_NAME); place++) {
      Arrays.fill(octets, (byte) 'a');
      octets[place] = (byte) octet;
      int longest = fits ? length : place;
      int expected = longest > Wire.MAX_NAME ? 0 : longest;
      assertEquals(expected, Names.end(ByteBuffer.wrap(octets), 0, length));
    }
  }

  @Property
  void a_name_is_found_at_the_front_of_anything(
      @ForAll("names") String name, @ForAll("octets") byte[] behind) {
    byte[] octets = FrameArbitraries.concatenate(Names.octets(name), "@".getBytes(UTF_8), behind);
    assertEquals(name.length(), Names.end(ByteBuffer.wrap(octets), 0, octets.length));
  }

  @Property
  void anything_becomes_a_name_when_sanitized(@ForAll("octets") byte[] octets) {
    String name = Names.sanitize(ByteBuffer.wrap(octets), 0, octets.length);
    assertTrue(Names.isName(name));
    assertTrue(name.length() <= Names.MAX_SANITIZED);
  }

  @Property
  void a_name_that_is_short_enough_is_not_changed_by_sanitizing(@ForAll("names") String name) {
    String expected = name.substring(0, Math.min(60, name.length()));
    assertEquals(expected, sanitize(name));
  }

  @Example
  void sanitized_names() {
    assertEquals("my_pipe.fifo", sanitize("my pipe.fifo"));
    assertEquals("x.hidden", sanitize(".hidden"));
    assertEquals("x__t__", sanitize("été"));
    assertEquals("x", sanitize(""));
    assertEquals("hub", sanitize("hub"));
    assertEquals("a".repeat(60), sanitize("a".repeat(61)));
    assertEquals("x" + "_".repeat(59), sanitize(" ".repeat(61)));
  }

  @Example
  void the_longest_name_has_64_octets() {
    for (int length : new int[] {63, 64, 65}) {
      String name = "n".repeat(length);
      assertEquals(length <= 64, Names.isName(name));
      assertEquals(length <= 64, Names.isName(ByteBuffer.wrap(Names.octets(name)), 0, length));
    }
    assertFalse(Names.isName(""));
    assertFalse(Names.isName(ByteBuffer.allocate(1), 0, 0));
  }

  @Example
  void hub_and_everyone_are_reserved() {
    assertTrue(Names.isReserved("hub"));
    assertTrue(Names.isReserved("everyone"));
    assertFalse(Names.isReserved("Hub"));
    assertFalse(Names.isReserved("hub2"));
  }

  @Provide
  Arbitrary<String> names() {
    return FrameArbitraries.names();
  }

  @Provide
  Arbitrary<byte[]> octets() {
    return FrameArbitraries.octets(0, 80);
  }

  private static String sanitize(String text) {
    byte[] octets = text.getBytes(UTF_8);
    ByteBuffer in = ByteBuffer.allocate(octets.length + 2).put(1, octets);
    return Names.sanitize(in, 1, 1 + octets.length);
  }
}
