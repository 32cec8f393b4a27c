package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageSplitterProperties {

  /** One call of the handler; a character for each octet. */
  private record Piece(Part part, String octets) {
    byte[] payload() {
      return octets.getBytes(ISO_8859_1);
    }
  }

  @Property
  void the_payloads_make_the_message_and_each_fits(
      @ForAll("messages") byte[] message, @ForAll("bounds") int bound) {
    List<Piece> pieces = split(new MessageSplitter(bound), message);
    byte[][] raw = new byte[pieces.size()][];
    for (int i = 0; i < raw.length; i++) {
      Piece piece = pieces.get(i);
      assertEquals(Part.of(i == 0, i == raw.length - 1), piece.part());
      assertTrue(piece.octets().length() >= 1 && piece.octets().length() <= bound);
      raw[i] = Escapes.unescape(piece.payload());
    }
    assertArrayEquals(message, FrameArbitraries.concatenate(raw));
  }

  @Property
  void no_part_splits_an_escape(@ForAll("messages") byte[] message, @ForAll("bounds") int bound) {
    for (Piece piece : split(new MessageSplitter(bound), message)) {
      byte[] raw = Escapes.unescape(piece.payload());
      byte[] again = raw.length == 0 ? "\\-".getBytes(UTF_8) : Escapes.escape(raw);
      assertArrayEquals(again, piece.payload());
    }
  }

  @Property
  void no_part_splits_a_character(@ForAll String text, @ForAll("bounds") int bound)
      throws CharacterCodingException {
    for (Piece piece : split(new MessageSplitter(bound), text.getBytes(UTF_8))) {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(piece.payload()));
    }
  }

  @Property
  void payloads_are_full_but_for_what_may_not_be_split(
      @ForAll("messages") byte[] message, @ForAll("bounds") int bound) {
    List<Piece> pieces = split(new MessageSplitter(bound), message);
    for (Piece piece : pieces.subList(0, pieces.size() - 1)) {
      assertTrue(piece.octets().length() >= bound - 3);
    }
  }

  @Example
  void an_empty_message_is_a_payload_that_is_nothing() {
    List<Piece> pieces = split(new MessageSplitter(), new byte[0]);
    assertEquals(1, pieces.size());
    assertEquals(Part.WHOLE, pieces.get(0).part());
    assertEquals("\\-", pieces.get(0).octets());
  }

  @Example
  void a_message_of_3840_octets_is_whole_and_of_3841_is_two() {
    assertEquals(List.of(3840), lengths("x".repeat(3840)));
    assertEquals(List.of(3840, 1), lengths("x".repeat(3841)));
    assertEquals(List.of(3840, 3840, 1), lengths("x".repeat(7681)));
  }

  @Example
  void an_escape_that_does_not_fit_goes_to_the_next_part() {
    assertEquals(List.of(3840), lengths("x".repeat(3838) + "\n"));
    assertEquals(List.of(3839, 2), lengths("x".repeat(3839) + "\n"));
  }

  @Example
  void a_character_that_does_not_fit_goes_to_the_next_part() {
    assertEquals(List.of(3840, 1), lengths("x".repeat(3836) + "😀x"));
    assertEquals(List.of(3837, 5), lengths("x".repeat(3837) + "😀x"));
    assertEquals(List.of(3838, 5), lengths("x".repeat(3838) + "😀x"));
    assertEquals(List.of(3839, 5), lengths("x".repeat(3839) + "😀x"));
    assertEquals(List.of(3839, 2), lengths("x".repeat(3839) + "é"));
  }

  @Example
  void octets_that_are_no_character_are_cut_anywhere() {
    byte[] message = new byte[10];
    Arrays.fill(message, (byte) 0x80);
    assertEquals(3, split(new MessageSplitter(4), message).size());
    message[2] = (byte) 0xC3; // begins two octets, which end where the cut is
    assertEquals(3, split(new MessageSplitter(4), message).size());
    message[0] = (byte) 0xFF;
    assertEquals(3, split(new MessageSplitter(4), message).size());
  }

  @Example
  void a_bound_outside_of_the_protocols_is_the_callers_mistake() {
    assertThrows(IllegalArgumentException.class, () -> new MessageSplitter(3));
    assertThrows(IllegalArgumentException.class, () -> new MessageSplitter(3841));
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return FrameArbitraries.messages();
  }

  @Provide
  Arbitrary<Integer> bounds() {
    return Arbitraries.of(4, 5, 7, 100, Wire.MAX_PAYLOAD - 1, Wire.MAX_PAYLOAD);
  }

  private static List<Integer> lengths(String message) {
    return split(new MessageSplitter(), message.getBytes(UTF_8)).stream()
        .map(piece -> piece.octets().length())
        .toList();
  }

  private static List<Piece> split(MessageSplitter splitter, byte[] message) {
    List<Piece> pieces = new ArrayList<>();
    ByteBuffer in = ByteBuffer.allocate(message.length + 6).put(3, message);
    splitter.split(
        in,
        3,
        3 + message.length,
        (part, payload, offset, length) ->
            pieces.add(new Piece(part, Octets.ascii(payload, offset, offset + length))));
    return pieces;
  }
}
