package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class IncomingFrameTest {

  private final IncomingFrame frame = new IncomingFrame();

  @Test
  void all_places_of_a_data_frame() {
    wrap("alice@bob++¶hé");
    assertEquals(FrameKind.DATA, frame.kind());
    assertEquals("alice", slice(frame.originOffset(), frame.originLength()));
    assertEquals("alice", frame.origin());
    assertTrue(frame.hasRecipient());
    assertEquals("bob", slice(frame.recipientOffset(), frame.recipientLength()));
    assertEquals(frame.recipientOffset() + frame.recipientLength(), frame.recipientEnd());
    assertEquals("bob", frame.recipient());
    assertEquals(Part.MIDDLE, frame.part());
    assertEquals("hé", slice(frame.payloadOffset(), frame.payloadLength()));
    assertEquals(frame.payloadOffset() + frame.payloadLength(), frame.payloadEnd());
    assertEquals("alice@bob++¶hé", slice(frame.offset(), frame.length()));
    assertEquals(0, frame.optionsLength());
  }

  @Test
  void an_address_that_is_like_the_last_token_in_one_half_is_looked_at_whole() {
    wrap("0123456789abcdef¶x");
    wrap("0123@bob89abcdef¶x");
    assertEquals("0123", frame.origin());
    assertEquals("bob89abcdef", frame.recipient());
    wrap("0123456789abcdef¶x");
    wrap("0123456789ab@bob¶x");
    assertEquals("0123456789ab", frame.origin());
    assertEquals("bob", frame.recipient());
  }

  @Test
  void a_frame_can_be_wrapped_again_and_keeps_nothing_of_the_last() {
    wrap("alice@bob++¶x");
    wrap("carol¶");
    assertEquals(FrameKind.DISCONNECT, frame.kind());
    assertEquals("carol", frame.origin());
    assertFalse(frame.hasRecipient());
    assertNull(frame.recipient());
    assertEquals(0, frame.recipientLength());
    assertEquals(Part.WHOLE, frame.part());
    assertEquals(0, frame.payloadLength());
    wrap("¶dora¶a=b");
    assertEquals(FrameKind.REGISTRATION, frame.kind());
    assertEquals("dora", frame.origin());
    assertEquals("¶a=b", slice(frame.optionsOffset(), frame.optionsLength()));
    assertEquals(0, frame.payloadLength());
    wrap("erin¶x");
    assertEquals(FrameKind.DATA, frame.kind());
    assertNull(frame.option("a"));
  }

  @Test
  void options_are_looked_up_by_key() {
    wrap("¶alice¶color=red¶quiet¶empty=¶é=ü=ö¶color=blue¶¶last=1");
    assertEquals("red", frame.option("color"));
    assertEquals("", frame.option("quiet"));
    assertEquals("", frame.option("empty"));
    assertEquals("ü=ö", frame.option("é"));
    assertEquals("1", frame.option("last"));
    assertNull(frame.option("colo"));
    assertNull(frame.option("alice"));
    assertNull(frame.option("red"));
  }

  @Test
  void a_registration_without_options_has_none() {
    wrap("¶alice");
    assertEquals(0, frame.optionsLength());
    assertNull(frame.option("alice"));
    assertNull(frame.option(""));
  }

  @Test
  void the_longest_frame_has_4095_octets_before_its_LF() {
    ByteBuffer in = ByteBuffer.wrap(("¶a¶" + "x".repeat(5000)).getBytes(UTF_8));
    assertNull(frame.wrap(in, 0, 4095));
    assertEquals(Violation.TOO_LONG, frame.wrap(in, 0, 4096));
  }

  @Test
  void nothing_is_no_frame() {
    assertEquals(Violation.NO_SEPARATOR, frame.wrap(ByteBuffer.allocate(1), 0, 0));
  }

  private void wrap(String text) {
    byte[] octets = text.getBytes(UTF_8);
    ByteBuffer in = ByteBuffer.allocate(octets.length + 5).put(5, octets);
    assertNull(frame.wrap(in, 5, in.limit()));
    assertEquals(in, frame.buffer());
  }

  private String slice(int offset, int length) {
    return Octets.utf8(frame.buffer(), offset, offset + length);
  }
}
