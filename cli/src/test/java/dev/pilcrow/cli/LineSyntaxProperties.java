package dev.pilcrow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What a line means, whatever stands in it. */
class LineSyntaxProperties {
  private final LineSyntax chat = new LineSyntax(true, null);

  @Property
  void a_line_that_does_not_begin_with_an_at_is_a_message_to_the_default(@ForAll byte[] line) {
    Assume.that(line.length == 0 || line[0] != '@');

    assertMessage(null, line, chat.parse(ByteBuffer.wrap(line)));
  }

  @Property
  void a_name_and_a_blank_make_it_direct_and_all_behind_the_blank_is_text(
      @ForAll @From("names") String name, @ForAll byte[] text) {
    Assume.that(!name.equals("hub"));

    assertMessage(name, text, chat.parse(line("@" + name + " ", text)));
  }

  @Property
  void two_ats_are_one_at_of_a_text_without_address(@ForAll byte[] text) {
    byte[] expected = bytes("@", text);

    assertMessage(null, expected, chat.parse(line("@@", text)));
  }

  @Property
  void with_a_recipient_chosen_or_raw_lines_nothing_in_a_line_is_an_address(
      @ForAll @From("lines") byte[] line) {
    assertMessage("bob", line, new LineSyntax(false, "bob").parse(ByteBuffer.wrap(line)));
    assertMessage(null, line, new LineSyntax(false, null).parse(ByteBuffer.wrap(line)));
  }

  @Property
  void any_line_is_a_message_a_command_or_refused_with_a_reason(
      @ForAll @From("lines") byte[] octets) {
    ByteBuffer line = ByteBuffer.wrap(octets);

    Line meaning = chat.parse(line);

    assertEquals(0, line.position());
    assertEquals(octets.length, line.limit());
    if (meaning instanceof Line.Refused refused) {
      assertEquals('@', octets[0]);
      assertTrue(refused.reason().contains("@"), refused.reason());
    }
  }

  @Property
  void a_line_in_the_middle_of_a_buffer_means_what_it_means_alone(
      @ForAll byte[] before, @ForAll @From("lines") byte[] line, @ForAll byte[] behind) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes("", before, line, behind));
    buffer.position(before.length).limit(before.length + line.length);

    assertEquals(chat.parse(ByteBuffer.wrap(line)), chat.parse(buffer));
  }

  @Example
  void everyone_is_a_recipient() {
    assertMessage("everyone", bytes("hi"), chat.parse(line("@everyone hi")));
  }

  @Example
  void further_blanks_are_text_and_an_empty_text_is_a_message() {
    assertMessage("bob", bytes("  two"), chat.parse(line("@bob   two")));
    assertMessage("bob", bytes(""), chat.parse(line("@bob ")));
    assertMessage(null, bytes(""), chat.parse(line("")));
    assertMessage(null, bytes("@"), chat.parse(line("@@")));
    assertMessage(null, bytes("@@"), chat.parse(line("@@@")));
  }

  @Example
  void the_hub_is_asked_and_not_spoken_to() {
    assertEquals(new Line.Who(), chat.parse(line("@hub who")));
    assertEquals(new Line.Ping(""), chat.parse(line("@hub ping")));
    assertEquals(new Line.Ping("a b"), chat.parse(line("@hub ping a b")));
    assertRefused("the hub understands '@hub who' and '@hub ping text' only", "@hub hello");
  }

  @Example
  void what_is_no_address_is_refused_and_says_what_to_write() {
    assertRefused("nothing to say to bob: write '@bob text'", "@bob");
    assertRefused("'@' is no address: write '@NAME text', or '@@' for an '@' of the text", "@");
    assertRefused(
        "'@-bob hi' is no address: write '@NAME text', or '@@' for an '@' of the text", "@-bob hi");
    assertRefused(
        "'@bob: a long text behind…' is no address: write '@NAME text', or '@@' for an '@' of the"
            + " text",
        "@bob: a long text behind what is none");
    assertInstanceOf(
        Line.Refused.class, chat.parse(line("@" + "a".repeat(65) + " hi")), "too long a name");
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> first = Arbitraries.strings().alpha().numeric().ofLength(1);
    Arbitrary<String> rest =
        Arbitraries.strings().alpha().numeric().withChars("_-.").ofMaxLength(63);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of("everyone", "bob")),
        Tuple.of(9, first.flatMap(f -> rest.map(r -> f + r))));
  }

  /** Lines of which many nearly have an address. */
  @Provide
  Arbitrary<byte[]> lines() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(80);
    Arbitrary<byte[]> nearly =
        Arbitraries.of("@", "@@", "@bob", "@bob ", "@hub", "@hub ", "@hub ping", "@hub who", "@é ")
            .flatMap(start -> any.map(rest -> bytes(start, rest)));
    return Arbitraries.oneOf(any, nearly);
  }

  private void assertRefused(String reason, String line) {
    assertEquals(new Line.Refused(reason), chat.parse(line(line)));
  }

  private static void assertMessage(@Nullable String recipient, byte[] text, Line meaning) {
    Line.Message message = assertInstanceOf(Line.Message.class, meaning);
    byte[] octets = new byte[message.text().remaining()];
    message.text().duplicate().get(octets);
    if (recipient == null) {
      assertNull(message.recipient());
    } else {
      assertEquals(recipient, message.recipient());
    }
    assertArrayEquals(text, octets);
  }

  private static ByteBuffer line(String start, byte[]... rest) {
    return ByteBuffer.wrap(bytes(start, rest));
  }

  private static byte[] bytes(String start, byte[]... rest) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(start.getBytes(UTF_8));
    for (byte[] more : rest) {
      all.writeBytes(more);
    }
    return all.toByteArray();
  }
}
