package dev.pilcrow.simulator.oracle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a classic client may hear, and what not. */
@Timeout(60)
class ClassicEarTest {
  private final Sequence sequence = new Sequence();
  private final Member member =
      new Member("carl", new Mailbox("carl", "carl", true), sequence, true);

  @Test
  void texts_come_one_behind_the_other_in_pieces_of_any_size() {
    said("one\n", "two\n");

    assertTrue(hears("on"));
    assertTrue(hears("e\ntwo"));
    assertFalse(member.ear.hasHeardAll());
    assertTrue(hears("\n"));
    assertTrue(member.ear.hasHeardAll());
    assertFalse(hears("two\n"));
  }

  @Test
  void without_a_drop_none_is_missing() {
    said("one\n", "two\n", "three\n");

    assertFalse(hears("two\n"));
  }

  @Test
  void each_drop_may_have_taken_one_run_of_texts() {
    said("one\n", "two\n", "three\n", "four\n", "five\n");
    member.ear.dropped();

    assertTrue(hears("one\nfour\n"));
    assertFalse(hears("six\n"));
    assertTrue(hears("five\n"));
  }

  /** One run in 200 did not come to an end. */
  @Test
  void texts_that_are_all_alike_are_not_tried_in_every_combination() {
    for (int i = 0; i < 200; i++) {
      said("same\n");
    }
    for (int i = 0; i < 100; i++) {
      member.ear.dropped();
    }

    assertTrue(hears("same\n".repeat(100)));
    assertFalse(hears("other\n"));
    assertTrue(member.ear.hasHeardAll());
  }

  private void said(String... texts) {
    for (String text : texts) {
      sequence.add(Expected.frame(text));
    }
  }

  private boolean hears(String text) {
    byte[] octets = text.getBytes(US_ASCII);
    return member.ear.hears(octets, 0, octets.length);
  }
}
