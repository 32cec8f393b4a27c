package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Frame.Address;
import dev.pilcrow.protocol.frame.Frame.Data;
import dev.pilcrow.protocol.frame.Frame.Disconnect;
import dev.pilcrow.protocol.frame.Frame.Registration;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The byte-level rules, one by one. */
class FrameDecoderTest {

  private static final String TOKEN = "0123456789abcdef";
  private static final String LONGEST_NAME = "n".repeat(64);

  @Test
  void the_three_kinds_of_frame() {
    assertDecodes("¶alice\n", new Registration("alice"));
    assertDecodes(TOKEN + "¶hello\n", data(TOKEN, null, Part.WHOLE, "hello"));
    assertDecodes(TOKEN + "¶\n", new Disconnect(TOKEN));
  }

  @Test
  void recipient_and_part_stand_in_the_address() {
    assertDecodes("a@b¶x\n", data("a", "b", Part.WHOLE, "x"));
    assertDecodes("a+¶x\n", data("a", null, Part.FIRST, "x"));
    assertDecodes("a++¶x\n", data("a", null, Part.MIDDLE, "x"));
    assertDecodes("a+.¶x\n", data("a", null, Part.LAST, "x"));
    assertDecodes("a@b+¶x\n", data("a", "b", Part.FIRST, "x"));
    assertDecodes("a@b++¶x\n", data("a", "b", Part.MIDDLE, "x"));
    assertDecodes("a@b+.¶x\n", data("a", "b", Part.LAST, "x"));
  }

  @Test
  void a_token_seen_before_is_told_from_what_looks_like_it() {
    String other = "0123456789abcdeF";
    assertDecodes(
        TOKEN + "¶1\n" + TOKEN + "¶2\n" + other + "¶3\n" + TOKEN + "@b¶4\n" + TOKEN + "x¶5\n",
        data(TOKEN, null, Part.WHOLE, "1"),
        data(TOKEN, null, Part.WHOLE, "2"),
        data(other, null, Part.WHOLE, "3"),
        data(TOKEN, "b", Part.WHOLE, "4"),
        data(TOKEN + "x", null, Part.WHOLE, "5"));
    assertDecodes(
        TOKEN + "¶1\n" + TOKEN + "¶\n", data(TOKEN, null, Part.WHOLE, "1"), new Disconnect(TOKEN));
  }

  @Test
  void sixteen_octets_of_no_name_are_refused_before_and_behind_a_token() {
    String none = "\0".repeat(16);
    assertRefused(Violation.BAD_ADDRESS, none + "¶x");
    assertDecodes("0".repeat(16) + "¶x\n", data("0".repeat(16), null, Part.WHOLE, "x"));
  }

  @Test
  void a_dot_belongs_to_a_name_and_behind_a_plus_to_the_part() {
    assertDecodes("a.b.@c.+.¶.\n", data("a.b.", "c.", Part.LAST, "."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@b¶x", "+¶x", "a@¶x", "a@+¶x", "a@b@c¶x", "a+++¶x", "a+x¶x", "a+.+¶x", "a+@b¶x", "a b¶x",
        "-a¶x", ".a¶x", "_a¶x", "a@-b¶x", "/tmp/a¶x", "é¶x", " ¶x", "a\0¶x", "a+", "a@b"
      })
  void what_is_no_address_is_refused(String frame) {
    Violation violation = frame.contains("¶") ? Violation.BAD_ADDRESS : Violation.NO_SEPARATOR;
    assertRefused(violation, frame);
  }

  @ParameterizedTest
  @ValueSource(strings = {"¶", "¶¶", "¶¶alice", "¶-", "¶/tmp/a", "¶alice bob", "¶alice@b", "¶a+"})
  void a_registration_without_a_name_is_refused(String frame) {
    assertRefused(Violation.BAD_NAME, frame);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b¶", "a+¶", "a++¶", "a+.¶", "a@b+.¶"})
  void only_the_bare_origin_says_goodbye(String frame) {
    assertRefused(Violation.EMPTY_PAYLOAD, frame);
  }

  @Test
  void an_LF_alone_is_nothing() {
    assertEquals(List.of(), decode("\n\n\n"));
    assertEquals(
        List.of(got(new Registration("alice")), got(new Disconnect("b"))),
        decode("\n¶alice\n\n\nb¶\n"));
  }

  @Test
  void an_LF_in_front_shakes_off_what_came_before() {
    assertEquals(
        List.of(refused(Violation.NO_SEPARATOR, "torn"), got(new Registration("alice"))),
        decode("torn\n¶alice\n"));
  }

  @Test
  void only_the_first_pilcrow_of_a_data_frame_separates() {
    assertDecodes("a¶b¶c¶\n", data("a", null, Part.WHOLE, "b¶c¶"));
    assertDecodes("a¶¶\n", data("a", null, Part.WHOLE, "¶"));
  }

  @Test
  void each_pilcrow_of_a_registration_separates() {
    assertDecodes(
        "¶alice¶color=red¶quiet\n", new Registration("alice", "¶color=red¶quiet".getBytes(UTF_8)));
  }

  @Test
  void half_a_pilcrow_separates_nothing() {
    String first = "\u00C2"; // the first octet of ¶, in ISO 8859-1
    String second = "\u00B6";
    assertEquals(
        List.of(new Decoded.Refused(Violation.NO_SEPARATOR, "a" + first)),
        decodeOctets("a" + first + "\n"));
    assertEquals(
        List.of(new Decoded.Refused(Violation.NO_SEPARATOR, "a" + first + "x" + second)),
        decodeOctets("a" + first + "x" + second + "\n"));
    assertEquals(
        List.of(new Decoded.Refused(Violation.BAD_ADDRESS, "a" + first + first + second)),
        decodeOctets("a" + first + first + second + "\n"));
  }

  @Test
  void half_a_pilcrow_may_stand_in_a_payload() {
    for (String payload : new String[] {"\u00C2", "\u00B6", "\u00C2x", "\u00B6\u00C2", "x\u00C2"}) {
      Data expected = new Data(new Address("a", null, Part.WHOLE), payload.getBytes(ISO_8859_1));
      assertEquals(List.of(got(expected)), decodeOctets("a\u00C2\u00B6" + payload + "\n"));
    }
  }

  @Test
  void a_pilcrow_may_be_cut_between_its_octets() {
    byte[] octets = "alice¶hello\n".getBytes(UTF_8);
    PipeReader reader = new PipeReader(octets.length);
    reader.read(octets, 0, 6);
    assertEquals(List.of(), reader.decoded());
    reader.read(octets, 6, octets.length);
    assertEquals(List.of(got(data("alice", null, Part.WHOLE, "hello"))), reader.decoded());
  }

  @Test
  void escapes_are_not_looked_into() {
    assertDecodes("a¶\\-\n", data("a", null, Part.WHOLE, "\\-"));
    assertDecodes("a¶\\\n", data("a", null, Part.WHOLE, "\\"));
    assertDecodes("a¶\\x\\n\n", data("a", null, Part.WHOLE, "\\x\\n"));
  }

  @Test
  void a_name_of_64_octets_is_one_and_of_65_is_none() {
    assertDecodes("¶" + LONGEST_NAME + "\n", new Registration(LONGEST_NAME));
    assertDecodes(LONGEST_NAME + "¶\n", new Disconnect(LONGEST_NAME));
    assertDecodes("a@" + LONGEST_NAME + "¶x\n", data("a", LONGEST_NAME, Part.WHOLE, "x"));

    assertRefused(Violation.BAD_NAME, "¶" + LONGEST_NAME + "n");
    assertRefused(Violation.BAD_ADDRESS, LONGEST_NAME + "n¶x");
    assertRefused(Violation.BAD_ADDRESS, "a@" + LONGEST_NAME + "n¶x");
  }

  @Test
  void behind_the_longest_address_no_separator_is_looked_for() {
    String longest = LONGEST_NAME + "@" + LONGEST_NAME + "+.";
    assertEquals(Wire.MAX_ADDRESS, longest.length());
    assertDecodes(longest + "¶x\n", data(LONGEST_NAME, LONGEST_NAME, Part.LAST, "x"));
    assertRefused(Violation.BAD_ADDRESS, "!".repeat(Wire.MAX_ADDRESS) + "¶x");
    assertRefused(Violation.NO_SEPARATOR, "!".repeat(Wire.MAX_ADDRESS + 1) + "¶x");
  }

  @Test
  void a_payload_of_3840_octets_is_taken_and_of_3841_is_too_long() {
    String payload = "p".repeat(3840);
    assertDecodes("a¶" + payload + "\n", data("a", null, Part.WHOLE, payload));
    assertRefused(Violation.TOO_LONG, "a¶" + payload + "p");
  }

  @Test
  void a_frame_of_4096_octets_is_taken_and_of_4097_is_too_long() {
    String options = "¶" + "o".repeat(4096 - 2 - 1 - 2 - 1);
    Registration longest = new Registration("a", options.getBytes(UTF_8));
    assertEquals(4096, longest.toBytes().length);
    assertDecodes("¶a" + options + "\n", longest);

    String tooLong = "¶a" + options + "o";
    assertRefused(Violation.TOO_LONG, tooLong);
    assertEquals(4096, tooLong.getBytes(UTF_8).length);
  }

  @Test
  void a_frame_that_is_too_long_is_reported_once_and_discarded_up_to_its_LF() {
    byte[] start = "x".repeat(4095).getBytes(UTF_8);
    PipeReader reader = new PipeReader(start.length);
    reader.read(start);
    assertEquals(List.of(), reader.decoded());
    assertEquals(4095, reader.tail());

    reader.read(new byte[] {'x'});
    assertTrue(reader.isDiscarding());
    assertEquals(0, reader.tail());
    reader.read("¶still the same frame".getBytes(UTF_8));
    reader.read("x\n¶alice\n".getBytes(UTF_8));

    assertFalse(reader.isDiscarding());
    assertEquals(
        List.of(refused(Violation.TOO_LONG, "x".repeat(4096)), got(new Registration("alice"))),
        reader.decoded());
  }

  @Test
  void the_rest_of_a_frame_that_is_too_long_is_torn_when_the_pipe_is_drained() {
    PipeReader reader = new PipeReader(5000);
    reader.read("x".repeat(5000).getBytes(UTF_8));
    reader.drained();
    reader.read("¶alice\n".getBytes(UTF_8));
    assertEquals(
        List.of(
            refused(Violation.TOO_LONG, "x".repeat(4096)),
            refused(Violation.TORN_TAIL, ""),
            got(new Registration("alice"))),
        reader.decoded());
  }

  @Test
  void a_longer_tail_than_a_frame_is_reported_as_far_as_a_frame() {
    ByteBuffer in = ByteBuffer.allocate(5000);
    DecodedList decoded = new DecodedList();
    new FrameDecoder().drained(in, 0, 5000, decoded);
    assertEquals(List.of(refused(Violation.TORN_TAIL, "\0".repeat(4096))), decoded.all());
  }

  @Test
  void reset_forgets_a_frame_that_is_being_discarded() {
    FrameDecoder decoder = new FrameDecoder();
    byte[] octets = new byte[Wire.MAX_FRAME];
    Arrays.fill(octets, (byte) 'x');
    decoder.decode(ByteBuffer.wrap(octets), 0, octets.length, new DecodedList());
    assertTrue(decoder.isDiscarding());
    decoder.reset();
    assertFalse(decoder.isDiscarding());
  }

  @Test
  void a_slice_outside_the_buffer_is_the_callers_mistake() {
    FrameDecoder decoder = new FrameDecoder();
    ByteBuffer in = ByteBuffer.allocate(10).limit(5);
    DecodedList handler = new DecodedList();
    assertThrows(IndexOutOfBoundsException.class, () -> decoder.decode(in, 0, 6, handler));
    assertThrows(IndexOutOfBoundsException.class, () -> decoder.decode(in, -1, 5, handler));
    assertThrows(IndexOutOfBoundsException.class, () -> decoder.drained(in, 3, 2, handler));
  }

  private static Data data(String origin, @Nullable String recipient, Part part, String payload) {
    return new Data(new Address(origin, recipient, part), payload.getBytes(UTF_8));
  }

  private static Decoded got(Frame frame) {
    return Decoded.got(frame);
  }

  /** As the decoder reports it: at most as many octets as a frame has. */
  private static Decoded refused(Violation violation, String text) {
    byte[] octets = text.getBytes(UTF_8);
    return Decoded.refused(violation, Arrays.copyOf(octets, Math.min(octets.length, 4096)));
  }

  private static List<Decoded> decode(String text) {
    return PipeReader.decode(text.getBytes(UTF_8));
  }

  private static List<Decoded> decodeOctets(String octets) {
    return PipeReader.decode(octets.getBytes(ISO_8859_1));
  }

  private static void assertDecodes(String text, Frame... frames) {
    assertEquals(Arrays.stream(frames).map(FrameDecoderTest::got).toList(), decode(text));
  }

  private static void assertRefused(Violation violation, String frame) {
    assertEquals(
        List.of(refused(violation, frame), got(new Disconnect("next"))),
        decode(frame + "\nnext¶\n"));
  }
}
