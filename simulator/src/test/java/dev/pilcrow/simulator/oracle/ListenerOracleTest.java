package dev.pilcrow.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.fifo.client.ClientListener;
import dev.pilcrow.fifo.client.CloseReason;
import dev.pilcrow.simulator.oracle.ListenerOracle.Misheard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a listener should be told of what its client's FIFO held. */
class ListenerOracleTest {
  private final Sayings sayings = new Sayings();
  private final ListenerOracle oracle = new ListenerOracle(sayings);
  private final Mailbox box = new Mailbox("alice", "p1", true);
  private final ClientListener listener = oracle.of("p1");

  @Test
  void each_kind_of_frame_is_told_once_and_in_its_place() {
    held("bob¶hello", "¶carol", "bob@alice¶psst", "carol¶", "hub¶pong 1", "hub¶who alice bob");
    message("bob", null, "hello");
    listener.onJoined("carol");
    message("bob", "alice", "psst");
    listener.onLeft("carol");
    listener.onPong("1");
    listener.onWho(List.of("alice", "bob"));
    oracle.atRest();
  }

  @Test
  void escapes_are_undone_and_unknown_ones_kept() {
    held("bob¶one\\ntwo\\\\\\x", "bob¶\\-");
    message("bob", null, "one\ntwo\\\\x");
    message("bob", null, "");
    oracle.atRest();
  }

  @Test
  void parts_are_told_together_and_those_of_two_recipients_apart() {
    held("bob+¶he", "bob@alice+¶ps", "bob++¶ll", "bob@alice+.¶st", "bob+.¶o");
    message("bob", "alice", "psst");
    message("bob", null, "hello");
    oracle.atRest();
  }

  @Test
  void parts_without_a_first_and_what_a_gap_or_a_goodbye_cuts_are_not_told() {
    held("bob+.¶stray", "bob+¶one", "hub¶gap 3", "bob+.¶two", "bob+¶three", "bob¶", "bob+.¶four");
    listener.onGap(3);
    listener.onLeft("bob");
    oracle.atRest();
  }

  @Test
  void an_error_counts_behind_the_welcome_alone() {
    held("hub¶error name-taken it is");
    oracle.atRest();
    held("hub¶welcome 0123456789abcdef v=1", "hub¶error no-such-name bob");
    assertThrows(Misheard.class, () -> listener.onError("no-such-name", "bob"));
  }

  @Test
  void another_message_or_one_too_many_is_not_taken() {
    held("bob¶hello");
    assertThrows(Misheard.class, () -> message("bob", null, "hullo"));
    assertThrows(Misheard.class, () -> message("bob", null, "hello"));
  }

  @Test
  void a_message_is_what_its_author_was_given_to_send() {
    byte[] tag = sayings.tag("bob");
    String text = new String(tag, StandardCharsets.US_ASCII) + "one";
    oracle.said(tag, text.getBytes(StandardCharsets.US_ASCII));
    held("bob¶" + text);
    message("bob", null, text);
    held("bob¶" + text + "!");
    assertThrows(Misheard.class, () -> message("bob", null, text + "!"));
  }

  @Test
  void what_was_held_must_have_been_told_by_the_end() {
    held("bob¶hello");
    assertThrows(Misheard.class, oracle::atRest);
    assertThrows(Misheard.class, () -> listener.onClosed(CloseReason.HUB_GONE, "gone"));
    message("bob", null, "hello");
    listener.onClosed(CloseReason.HUB_GONE, "gone");
    held("bob¶late");
    oracle.atRest();
  }

  @Test
  void what_one_reads_behind_the_rest_of_another_session_is_not_looked_at() {
    box.takenAs("alice");
    box.takenAs("alice");
    held("lf a frame", "bob¶hello");
    message("bob", null, "whatever");
    oracle.atRest();
  }

  private void held(String... frames) {
    for (String frame : frames) {
      byte[] octets = frame.getBytes(StandardCharsets.UTF_8);
      oracle.onFrame(box, octets, 0, octets.length);
    }
  }

  private void message(String sender, @Nullable String recipient, String text) {
    listener.onMessage(sender, recipient, text.getBytes(StandardCharsets.UTF_8));
  }
}
