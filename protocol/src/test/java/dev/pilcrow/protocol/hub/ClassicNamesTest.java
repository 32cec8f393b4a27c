package dev.pilcrow.protocol.hub;

import static dev.pilcrow.protocol.hub.HubFixture.CHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a classic client, who has only a path, is called by the others. */
class ClassicNamesTest {
  private final HubFixture it = new HubFixture(CHAT.withClassic(true));

  @Test
  void it_is_called_by_the_last_component_of_its_path() {
    assertEquals("client42", nameOf("/tmp/x/client42"));
    assertEquals("a.b-c_d", nameOf("/a.b-c_d"));
  }

  @Test
  void octets_that_no_name_may_hold_become_underscores_and_an_odd_start_gets_a_letter() {
    assertEquals("caf__", nameOf("/tmp/café"));
    assertEquals("a_b", nameOf("/tmp/a b"));
    assertEquals("x_x", nameOf("/tmp/_x"));
    assertEquals("x.hidden", nameOf("/tmp/.hidden"));
    assertEquals("x", nameOf("/tmp/"));
    assertEquals("x-2", nameOf("/"));
  }

  @Test
  void it_is_cut_to_sixty() {
    assertEquals("n".repeat(60), nameOf("/tmp/" + "n".repeat(61)));
    assertEquals("n".repeat(60) + "-2", nameOf("/tmp/" + "n".repeat(62)));
    assertEquals("m".repeat(60), nameOf("/tmp/" + "m".repeat(60)));
  }

  @Test
  void namesakes_are_numbered_and_the_hubs_own_names_are_nobodys() {
    it.join("alice");
    assertEquals("alice-2", nameOf("/tmp/alice"));
    assertEquals("alice-3", nameOf("/var/alice"));
    it.gone(it.named("alice-2"));
    assertEquals("alice-2", nameOf("/tmp/alice"));
    assertEquals("hub-2", nameOf("/tmp/hub"));
    assertEquals("hub-3", nameOf("/var/hub"));
    assertEquals("everyone-2", nameOf("/tmp/everyone"));
  }

  @Test
  void a_native_client_may_hold_a_namesakes_number() {
    it.join("c-2");
    assertEquals("c", nameOf("/tmp/c"));
    assertEquals("c-3", nameOf("/var/c"));
    it.write("\n¶c\n");
    it.passEnd();
    it.passEnd();
    it.opened(it.at(3));
    assertTrue(it.passEnd().contains(new Effect.Refused("c#3", ErrorCode.NAME_TAKEN)));
  }

  @Test
  void thousands_of_namesakes_get_valid_names_of_their_own_in_one_burst_each() {
    String base = "n".repeat(60);
    int number = 3_000;
    it.write(
        String.join("", IntStream.range(0, number).mapToObj(i -> "¶/" + i + "/" + base).toList()));
    Set<String> names = new HashSet<>();
    for (Session session : it.hub.sessions()) {
      assertTrue(names.add(session.name()), session.name());
      assertTrue(Names.isName(session.name()), session.name());
      assertTrue(session.name().length() <= Wire.MAX_NAME);
    }
    assertEquals(number, names.size());
  }

  @Test
  void a_path_that_is_registered_already_is_not_registered_under_another_name() {
    Session holder = it.joinClassic("/tmp/c");
    it.write("¶/tmp/c");
    assertEquals("c", it.at(1).name());
    it.passEnd();
    assertEquals(
        List.of(new Effect.Refused("c#1", ErrorCode.NAME_TAKEN), new Effect.Close("c#1")),
        it.passEnd());
    it.write("¶/tmp/c");
    it.passEnd();
    it.gone(holder);
    assertEquals(List.of(new Effect.Open("c#0", null)), it.passEnd());
  }

  private String nameOf(String path) {
    return it.joinClassic(path).name();
  }
}
