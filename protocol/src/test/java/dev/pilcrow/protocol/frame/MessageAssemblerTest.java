package dev.pilcrow.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {

  private MessageAssembler assembler = new MessageAssembler();

  @Test
  void a_whole_message_comes_at_once() {
    assertEquals("a\nb", part("alice", null, Part.WHOLE, "a\\nb"));
    assertEquals("", part("alice", null, Part.WHOLE, "\\-"));
    assertEquals(0, assembler.openMessages());
  }

  @Test
  void parts_make_a_message() {
    assertNull(part("alice", null, Part.FIRST, "a\\"));
    assertNull(part("alice", null, Part.MIDDLE, "nb"));
    assertEquals(1, assembler.openMessages());
    assertEquals("a\\nbc", part("alice", null, Part.LAST, "c"), "each part is unescaped by itself");
    assertEquals(0, assembler.openMessages());
  }

  @Test
  void one_message_may_be_open_for_each_sender_and_recipient() {
    part("alice", null, Part.FIRST, "1");
    part("alice", "bob", Part.FIRST, "2");
    part("carol", null, Part.FIRST, "3");
    assertEquals("2b", part("alice", "bob", Part.LAST, "b"));
    assertEquals("1a", part("alice", null, Part.LAST, "a"));
    assertEquals("3c", part("carol", null, Part.LAST, "c"));
    assertCounters(0, 0, 0, 0);
  }

  @Test
  void a_whole_message_does_not_touch_an_open_one() {
    part("alice", null, Part.FIRST, "a");
    assertEquals("x", part("alice", null, Part.WHOLE, "x"));
    assertEquals("ab", part("alice", null, Part.LAST, "b"));
  }

  @Test
  void a_middle_or_last_part_without_a_first_is_ignored_and_counted() {
    assertNull(part("alice", null, Part.MIDDLE, "a"));
    assertNull(part("alice", null, Part.LAST, "a"));
    assertEquals(0, assembler.openMessages());
    assertCounters(2, 0, 0, 0);
  }

  @Test
  void a_first_part_replaces_an_open_message() {
    part("alice", null, Part.FIRST, "old");
    part("alice", null, Part.FIRST, "new");
    assertEquals(1, assembler.openMessages());
    assertEquals("new!", part("alice", null, Part.LAST, "!"));
    assertCounters(0, 1, 0, 0);
  }

  @Test
  void a_message_may_be_as_long_as_the_bound_and_no_longer() {
    assembler = new MessageAssembler(4, 10);
    part("alice", null, Part.FIRST, "01234");
    part("alice", null, Part.MIDDLE, "567");
    assertEquals("0123456789", part("alice", null, Part.LAST, "89"));
    part("alice", null, Part.FIRST, "01234");
    assertNotNull(part("alice", null, Part.LAST, "\\n\\n\\n\\n\\n"), "raw octets count");
    assertCounters(0, 0, 0, 0);

    part("alice", null, Part.FIRST, "01234");
    assertNull(part("alice", null, Part.MIDDLE, "56789x"));
    assertEquals(0, assembler.openMessages());
    assertCounters(0, 0, 1, 0);
    assertNull(part("alice", null, Part.LAST, "y"));
    assertCounters(1, 0, 1, 0);

    assertNull(part("alice", null, Part.FIRST, "0123456789x"));
    assertNull(part("alice", null, Part.WHOLE, "0123456789x"));
    assertNotNull(part("alice", null, Part.WHOLE, "0123456789"));
    assertCounters(1, 0, 3, 0);
  }

  @Test
  void past_the_bound_of_open_messages_the_one_longest_without_a_part_goes() {
    assembler = new MessageAssembler(2, 100);
    part("alice", null, Part.FIRST, "a");
    part("bob", null, Part.FIRST, "b");
    assertCounters(0, 0, 0, 0);
    part("alice", null, Part.MIDDLE, "a");
    part("carol", null, Part.FIRST, "c");

    assertEquals(2, assembler.openMessages());
    assertCounters(0, 0, 0, 1);
    assertNull(part("bob", null, Part.LAST, "b"));
    assertEquals("aaa", part("alice", null, Part.LAST, "a"));
    assertEquals("cc", part("carol", null, Part.LAST, "c"));
    assertCounters(1, 0, 0, 1);
  }

  @Test
  void a_message_that_replaces_its_own_evicts_none() {
    assembler = new MessageAssembler(2, 100);
    part("alice", null, Part.FIRST, "a");
    part("bob", null, Part.FIRST, "b");
    part("bob", null, Part.FIRST, "c");
    assertCounters(0, 1, 0, 0);
    assertEquals("ad", part("alice", null, Part.LAST, "d"));
  }

  @Test
  void by_default_64_messages_may_be_open_and_hold_a_MiB() {
    for (int i = 0; i <= MessageAssembler.MAX_OPEN_MESSAGES; i++) {
      assertCounters(0, 0, 0, 0);
      part("sender" + i, null, Part.FIRST, "x");
    }
    assertEquals(64, assembler.openMessages());
    assertCounters(0, 0, 0, 1);

    String payload = "x".repeat(1024);
    part("alice", null, Part.FIRST, payload);
    for (int i = 1; i < 1024; i++) {
      part("alice", null, Part.MIDDLE, payload);
    }
    assertCounters(0, 0, 0, 2);
    part("alice", null, Part.MIDDLE, "x");
    assertCounters(0, 0, 1, 2);
  }

  @Test
  void who_goes_takes_open_messages_along() {
    part("alice", null, Part.FIRST, "a");
    part("alice", "bob", Part.FIRST, "a");
    part("bob", "alice", Part.FIRST, "b");
    assertEquals(2, assembler.discard("alice"));
    assertEquals(0, assembler.discard("alice"));
    assertNull(part("alice", null, Part.LAST, "a"));
    assertEquals("bb", part("bob", "alice", Part.LAST, "b"));
  }

  @Test
  void a_gap_takes_all_open_messages_along() {
    part("alice", null, Part.FIRST, "a");
    part("bob", null, Part.FIRST, "b");
    assertEquals(2, assembler.discardAll());
    assertEquals(0, assembler.openMessages());
    assertEquals(0, assembler.discardAll());
  }

  @Test
  void a_message_is_the_receivers_to_keep() {
    byte[] payload = "abc".getBytes(UTF_8);
    byte[] message =
        assembler.onPart("alice", null, Part.WHOLE, ByteBuffer.wrap(payload), 0, payload.length);
    payload[0] = 'x';
    assertArrayEquals("abc".getBytes(UTF_8), message);
  }

  @Test
  void bounds_below_one_are_the_callers_mistake() {
    assertThrows(IllegalArgumentException.class, () -> new MessageAssembler(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new MessageAssembler(1, 0));
  }

  private @Nullable String part(
      String sender, @Nullable String recipient, Part part, String payload) {
    byte[] octets = payload.getBytes(UTF_8);
    ByteBuffer in = ByteBuffer.allocate(octets.length + 7).put(7, octets);
    byte[] message = assembler.onPart(sender, recipient, part, in, 7, octets.length);
    return message == null ? null : new String(message, UTF_8);
  }

  private void assertCounters(long stray, long replaced, long tooLong, long evicted) {
    assertEquals(stray, assembler.strayParts());
    assertEquals(replaced, assembler.replacedMessages());
    assertEquals(tooLong, assembler.tooLongMessages());
    assertEquals(evicted, assembler.evictedMessages());
  }
}
