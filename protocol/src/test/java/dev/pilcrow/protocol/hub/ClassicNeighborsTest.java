package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.ECHO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pilcrow.protocol.frame.Violation;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of a client that the hub knows no more, behind a classic client's in one burst. */
class ClassicNeighborsTest {
  private static final Effect STRAY = new Effect.Violated(Violation.UNKNOWN_TOKEN, null);

  private final HubFixture it = new HubFixture(ECHO.withClassic(true));

  @Test
  void the_last_words_of_a_native_client_who_has_died_are_not_taken_for_her_neighbors() {
    it.joinClassic("/tmp/c");
    String token = it.join("alice");
    it.gone(it.named("alice"));
    assertEquals(
        List.of(new Effect.DirectText("c#0", "hello"), STRAY),
        it.write("/tmp/c¶hello", token + "@c¶secret\n"));
  }

  @Test
  void the_last_words_of_a_classic_client_who_has_died_are_not_taken_for_its_neighbors() {
    it.joinClassic("/tmp/c");
    it.gone(it.joinClassic("/tmp/d"));
    assertEquals(
        List.of(new Effect.DirectText("c#0", "hello"), STRAY, STRAY),
        it.write("/tmp/c¶hello", "/tmp/d¶bye", "/tmp/d¶"));
  }

  @Test
  void nor_are_those_of_one_who_has_said_goodbye_in_the_same_burst() {
    it.joinClassic("/tmp/c");
    String token = it.join("alice");
    List<Effect> effects = it.write(token + "¶\n", "/tmp/c¶hello", token + "¶more\n");
    assertEquals(
        List.of(new Effect.DirectText("c#0", "hello"), STRAY),
        effects.subList(effects.size() - 2, effects.size()));
  }

  @Test
  void the_dead_are_known_however_long_the_inbox_stays_unread_and_until_it_has_been_read_dry() {
    it.joinClassic("/tmp/c");
    String token = it.join("alice");
    it.gone(it.named("alice"));
    for (int pass = 0; pass < 3; pass++) {
      it.tick();
      it.passEnd();
    }
    assertEquals(
        List.of(new Effect.DirectText("c#0", "hello"), STRAY),
        it.write("/tmp/c¶hello", token + "¶x\n"));
    assertEquals(
        List.of(new Effect.DirectText("c#0", "hello" + token + "¶x\n")),
        it.write("/tmp/c¶hello", token + "¶x\n"));
  }

  @Test
  void a_path_may_die_twice_in_one_burst() {
    it.joinClassic("/tmp/c");
    it.write("¶/tmp/d", "/tmp/d¶", "¶/tmp/d", "/tmp/d¶");
    assertEquals(List.of(), it.passEnd());
  }

  @Test
  void so_many_dead_are_remembered_and_the_next_one_makes_the_hub_forget_them() {
    SessionRegistry registry = new SessionRegistry(true);
    for (int i = 0; i <= SessionRegistry.MAX_LATE; i++) {
      byte[] path = HubMessages.ascii("/" + i);
      Session session = registry.create(HubMessages.ascii("n" + i), path, SessionState.OPENING);
      registry.hold(session);
      registry.remove(session);
      boolean first = registry.knowsPath(ByteBuffer.wrap(HubMessages.ascii("/0")), 0, 2);
      assertEquals(i < SessionRegistry.MAX_LATE, first);
    }
  }
}
