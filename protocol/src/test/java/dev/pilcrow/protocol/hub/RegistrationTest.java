package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static dev.pilcrow.protocol.hub.HubFixture.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a native client comes in. */
class RegistrationTest {
  private static final String WELCOME =
      "hub¶welcome 0000000000000001 v=1 mode=chat frame=4096 payload=3840 epoch=00000000000000ff";

  private final HubFixture it = new HubFixture(CHAT.withEpoch(255));

  @Test
  void a_registration_is_opened_at_the_end_of_its_pass_and_welcomed_first_of_all() {
    assertEquals(List.of(), it.write("\n¶alice\n"));
    assertEquals(List.of(new Effect.Open("alice#0", null)), it.passEnd());
    assertEquals(SessionState.OPENING, it.named("alice").state());
    assertEquals(
        List.of(
            new Effect.Direct("alice#0", WELCOME),
            new Effect.Everyone("¶alice"),
            new Effect.Join("alice#0"),
            new Effect.Joined("alice#0")),
        it.opened(it.named("alice")));
    assertEquals(SessionState.ACTIVE, it.named("alice").state());
    assertEquals(1, it.hub.counters().joined());
  }

  @Test
  void she_joins_the_order_behind_the_burst_that_held_her_registration() {
    String alice = it.join("alice");
    assertEquals(
        List.of(new Effect.Everyone("alice¶one"), new Effect.Everyone("alice¶two")),
        it.write(alice + "¶one\n", "\n¶bob\n", alice + "¶two\n"));
    it.passEnd();
    assertTrue(it.opened(it.named("bob")).contains(new Effect.Join("bob#1")));
  }

  @Test
  void presence_is_told_in_chat_mode_only_and_only_if_wanted() {
    for (HubConfig silent : List.of(ECHO, CHAT.withPresence(false))) {
      HubFixture quiet = new HubFixture(silent);
      quiet.write("¶alice\n");
      quiet.passEnd();
      List<Effect> coming = quiet.opened(quiet.named("alice"));
      List<Effect> going = quiet.gone(quiet.named("alice"));
      assertEquals(3, coming.size());
      assertEquals(
          List.of(new Effect.Left("alice#0", Departure.GONE), new Effect.Close("alice#0")), going);
    }
  }

  @Test
  void options_are_ignored_and_never_forwarded() {
    it.write("\n¶alice¶colour=blue¶¶x\n");
    it.passEnd();
    assertTrue(it.opened(it.named("alice")).contains(new Effect.Everyone("¶alice")));
  }

  @Test
  void the_hubs_own_names_are_refused_without_an_answer() {
    Effect refused = new Effect.Violated(Violation.RESERVED_NAME, null);
    assertEquals(List.of(refused, refused), it.write("¶hub\n¶everyone\n"));
    assertEquals(List.of(), it.passEnd());
    assertEquals(List.of(), it.hub.sessions());
    assertEquals(2, it.hub.counters().violations(Violation.RESERVED_NAME));
    it.join("Hub");
    it.join("everyone1");
    assertEquals(2, it.hub.sessions().size());
  }

  @Test
  void a_FIFO_that_cannot_be_opened_ends_the_registration_and_frees_the_name() {
    for (OpenFailure why : OpenFailure.values()) {
      it.write("¶alice\n");
      it.passEnd();
      assertEquals(
          List.of(new Effect.OpenFailed("alice#0", why), new Effect.Close("alice#0")),
          it.openFailed(it.named("alice"), why));
      assertEquals(List.of(), it.hub.sessions());
    }
    assertEquals(OpenFailure.values().length, it.hub.counters().openFailed());
    assertFalse(it.hub.hasDeadline(), "a native client opens its FIFO before it registers");
  }

  @Test
  void an_opening_session_hears_and_says_nothing() {
    String alice = it.join("alice");
    it.write("¶bob\n");
    assertEquals(
        List.of(new Effect.Direct("alice#0", "hub¶error no-such-name bob is not here")),
        it.write(alice + "@bob¶hi\n"));
    it.passEnd();
    assertEquals(
        List.of(new Effect.Direct("alice#0", "hub¶who alice")), it.write(alice + "@hub¶who\n"));
  }

  @Test
  void a_slot_is_used_again_as_soon_as_its_session_is_over() {
    it.join("alice");
    it.join("bob");
    Session alice = it.named("alice");
    it.gone(alice);
    it.join("carol");
    assertEquals(0, it.named("carol").slot());
    assertEquals(List.of(it.named("carol"), it.named("bob")), it.hub.sessions());
    assertEquals(SessionState.CLOSED, alice.state());
  }

  @Test
  void a_session_tells_the_transport_who_it_is_and_the_log_never_its_token() {
    String token = it.join("alice");
    Session alice = it.named("alice");
    assertEquals("alice#0 ACTIVE", alice.toString());
    assertEquals(Dialect.NATIVE, alice.dialect());
    assertNull(alice.path());
    assertFalse(alice.toString().contains(token));
  }
}
