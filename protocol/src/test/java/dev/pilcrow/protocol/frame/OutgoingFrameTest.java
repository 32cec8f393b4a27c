package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OutgoingFrameTest {

  private static final byte[] ALICE = Names.octets("alice");

  private final OutgoingFrame frame = new OutgoingFrame();

  @Test
  void the_longest_data_frame_is_below_the_limit() {
    byte[] name = Names.octets("n".repeat(64));
    frame.data(name, name, Part.LAST, ByteBuffer.allocate(3840), 0, 3840);
    assertEquals(64 + 1 + 64 + 2 + 2 + 3840 + 1, frame.length());
  }

  @Test
  void a_payload_has_1_to_3840_octets() {
    ByteBuffer payload = ByteBuffer.allocate(3841);
    frame.data(ALICE, null, Part.WHOLE, payload, 0, 1);
    frame.data(ALICE, null, Part.WHOLE, payload, 0, 3840);
    refuses(() -> frame.data(ALICE, null, Part.WHOLE, payload, 0, 0));
    refuses(() -> frame.data(ALICE, null, Part.WHOLE, payload, 0, 3841));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> frame.data(ALICE, null, Part.WHOLE, payload, 3841, 1));
  }

  @Test
  void a_payload_holds_no_LF() {
    ByteBuffer payload = ByteBuffer.wrap("a\nb".getBytes(UTF_8));
    refuses(() -> frame.data(ALICE, null, Part.WHOLE, payload, 0, 3));
    frame.data(ALICE, null, Part.WHOLE, payload, 0, 1);
    frame.data(ALICE, null, Part.WHOLE, payload, 2, 1);
  }

  @Test
  void what_came_in_goes_on_under_another_address_with_its_part_and_payload() {
    byte[] in = "0123456789abcdef+.¶it's \\n\n".getBytes(UTF_8);
    IncomingFrame incoming = new IncomingFrame();
    incoming.wrap(ByteBuffer.wrap(in), 0, in.length - 1);
    ByteBuffer out = ByteBuffer.allocate(Wire.MAX_FRAME);
    int end = frame.forwarded(ALICE, Names.octets("bob"), incoming).encode(out, 0);
    assertEquals("alice@bob+.¶it's \\n\n", Octets.utf8(out, 0, end));
    assertEquals(frame.length(), end);
  }

  @Test
  void what_goes_on_goes_to_one_whose_name_is_not_too_long() {
    byte[] in = "alice¶x\n".getBytes(UTF_8);
    IncomingFrame incoming = new IncomingFrame();
    incoming.wrap(ByteBuffer.wrap(in), 0, in.length - 1);
    frame.forwarded(ALICE, new byte[64], incoming);
    refuses(() -> frame.forwarded(ALICE, new byte[65], incoming));
    refuses(() -> frame.forwarded(new byte[65], ALICE, incoming));
  }

  @Test
  void only_data_goes_on() {
    byte[] in = "alice¶\n".getBytes(UTF_8);
    IncomingFrame goodbye = new IncomingFrame();
    goodbye.wrap(ByteBuffer.wrap(in), 0, in.length - 1);
    refuses(() -> frame.forwarded(ALICE, null, goodbye));
  }

  @Test
  void a_name_has_1_to_64_octets() {
    byte[] none = new byte[0];
    byte[] tooLong = new byte[65];
    ByteBuffer payload = ByteBuffer.allocate(1);
    refuses(() -> frame.data(none, null, Part.WHOLE, payload, 0, 1));
    refuses(() -> frame.data(tooLong, null, Part.WHOLE, payload, 0, 1));
    refuses(() -> frame.data(ALICE, none, Part.WHOLE, payload, 0, 1));
    refuses(() -> frame.data(ALICE, tooLong, Part.WHOLE, payload, 0, 1));
    refuses(() -> frame.disconnect(none));
    refuses(() -> frame.disconnect(tooLong));
    refuses(() -> frame.registration(none));
    refuses(() -> frame.registration(tooLong));
    refuses(() -> frame.registration(Names.octets("a b")));
  }

  @Test
  void options_begin_with_a_pilcrow_hold_no_LF_and_fit() {
    refuses(() -> frame.registration(ALICE, options("quiet")));
    refuses(() -> frame.registration(ALICE, options("¶a\nb")));
    String longest = "¶" + "o".repeat(4096 - 2 - 5 - 2 - 1);
    assertEquals(4096, frame.registration(ALICE, options(longest)).length());
    refuses(() -> frame.registration(ALICE, options(longest + "o")));
  }

  @Test
  void nothing_is_written_when_it_does_not_fit() {
    frame.disconnect(ALICE);
    ByteBuffer out = ByteBuffer.allocate(10).limit(frame.length() - 1);
    assertThrows(IndexOutOfBoundsException.class, () -> frame.encode(out, 0));
    assertEquals(ByteBuffer.allocate(10), out.clear());
    assertThrows(IndexOutOfBoundsException.class, () -> frame.encode(out, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> frame.encode(out, -1));
    assertEquals(10, frame.encode(out, 2));
  }

  private static ByteBuffer options(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static void refuses(Executable mistake) {
    assertThrows(IllegalArgumentException.class, mistake);
  }
}
